/** One use of a series in a rule or a panel. */
export interface SeriesUse {
  /** the rule's or the panel's name */
  where: string;
  metric: string;
  /** label → value that the selector asks for */
  matchers: Map<string, string>;
  /** labels that the expression groups by */
  grouped: string[];
}

const METRIC = /\b(k2_[a-z0-9_]+|process_[a-z0-9_]+)\b(?:\{([^}]*)\})?/g;
const GROUP = /\b(?:by|on)\s*\(([^)]*)\)/g;

/** The expressions of rules.yml (one line each, as it is written), by alert. */
export function rulesOf(yaml: string): { where: string; expr: string }[] {
  const rules = [...yaml.matchAll(/- alert: (\w+)\n\s+expr: (["'])([^\n]*)\2\n/g)];
  return rules.map(([, where = "", , expr = ""]) => ({ where, expr }));
}

/** Every series that a PromQL expression selects. Equality matchers only: that is all that ours use. */
export function usedSeries({ where, expr }: { where: string; expr: string }): SeriesUse[] {
  const grouped = [...expr.matchAll(GROUP)].flatMap(([, names = ""]) =>
    names.split(",").map((one) => one.trim()),
  );
  return [...expr.matchAll(METRIC)].map(([, metric = "", selector = ""]) => ({
    where,
    metric,
    matchers: new Map(
      [...selector.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
    ),
    grouped,
  }));
}

/** A scraped sample. */
export interface Sample {
  metric: string;
  labels: Map<string, string>;
}

/** The samples of Prometheus's text format. */
export function samplesOf(text: string): Sample[] {
  return text.split("\n").flatMap((line) => {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? /.exec(line);
    if (line.startsWith("#") || match === null) return [];
    const [, metric = "", labels = ""] = match;
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    return [{ metric, labels: new Map(pairs.map(([, name = "", value = ""]) => [name, value])) }];
  });
}

/** labels that the scrape itself adds */
const ADDED = new Set(["job", "instance"]);

/** Why these uses could never select anything of these samples, in words; none where each can. */
export function deadUses(uses: readonly SeriesUse[], samples: readonly Sample[]): string[] {
  return uses.flatMap(({ where, metric, matchers, grouped }) => {
    const named = samples.filter((one) => one.metric === metric);
    if (named.length === 0) return [`${where}: nothing emits ${metric}`];
    const fitting = named.filter((one) =>
      [...matchers].every(([name, value]) => ADDED.has(name) || one.labels.get(name) === value),
    );
    if (fitting.length === 0)
      return [
        `${where}: no ${metric} has ${[...matchers].map(([name, value]) => `${name}="${value}"`).join(", ")}`,
      ];
    // In a comparison of two series one of them may lack the label that the other has.
    const beside = uses.filter((one) => one.where === where).map((one) => one.metric);
    const missing = grouped.filter(
      (name) =>
        !ADDED.has(name) && !samples.some((one) => beside.includes(one.metric) && one.labels.has(name)),
    );
    return missing.map((name) => `${where}: ${metric} has no label ${name}`);
  });
}
