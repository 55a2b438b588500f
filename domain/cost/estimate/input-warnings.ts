import { inputRegistry } from "../inputs/field";
import { SCALE } from "../inputs/presets";
import { workerInputs } from "../inputs/processing-inputs";
import type { DraftEstimate } from "./draft-estimate";
import { glacierBilledMonths } from "./object-lines";
import { show } from "./show";
import { type CostWarning, warning } from "./warning";

/**
 * Rows a second one Postgres primary took: `COPY` into a partitioned table with its unique index, one client, on two cores.
 * A larger server takes more, so it is a reason to measure; peaks above half of it leave little for queries and vacuum.
 */
const SINGLE_WRITER_ROWS = 190_000;
const SINGLE_WRITER_COMFORT = SINGLE_WRITER_ROWS / 2;

function databaseWarnings({ database, scale }: DraftEstimate): CostWarning[] {
  const peak = database.rowsPerSecond.times(scale.inputs.peak);
  if (peak.lessThanOrEqualTo(SINGLE_WRITER_COMFORT)) return [];
  const beyond = peak.greaterThan(SINGLE_WRITER_ROWS);
  return [
    warning(
      "single-writer",
      beyond ? "infeasible" : "caution",
      `the database takes ${show(peak)} rows/s at peak; one primary was measured at ${show(SINGLE_WRITER_ROWS)}: ${beyond ? "store fewer rows, or shard by instrument" : "that is past half of it, so measure with queries running"}.`,
      { line: "database", input: "rowShare" },
    ),
  ];
}

function scaleWarnings({ scale }: DraftEstimate): CostWarning[] {
  const { inputs, origins, sizedAs } = scale;
  const warnings: CostWarning[] = [];
  const clamped = Object.values(origins).includes("clamped");
  if (clamped)
    warnings.push(
      warning(
        "outside-scales",
        "caution",
        `${show(inputs.rate)} messages/s lies outside the three scales (${show(SCALE.rate["10k"])} to ${show(SCALE.rate["10m"])}): row share, scans, metrics, logs and egress stay at the nearest scale's value. Set them.`,
        { input: "rate" },
      ),
    );
  if (
    inputs.preset === null &&
    origins.brokerSize === "nearest preset" &&
    inputs.rate !== SCALE.rate[sizedAs]
  )
    warnings.push(
      warning(
        "size-step",
        "info",
        `sizes and files a commit are those of the nearest scale, ${sizedAs}; they step at 100,000 and 3,162,278 messages/s, and the cost with them.`,
        { line: "brokers", input: "brokerSize" },
      ),
    );
  if (inputs.preset !== null && inputs.rate !== SCALE.rate[inputs.preset])
    warnings.push(
      warning(
        "preset-kept",
        "info",
        `only the rate was changed: sizes, row share, scans, metrics, logs and egress are still those of the ${inputs.preset} preset.`,
        { input: "rate" },
      ),
    );
  return warnings;
}

function workerWarnings({ scale }: DraftEstimate): CostWarning[] {
  if (scale.inputs.perCore !== inputRegistry.get(workerInputs.perCore)?.fallback) return [];
  return [
    warning(
      "per-core-placeholder",
      "caution",
      `${show(scale.inputs.perCore)} messages/s a core is a placeholder: measure it at saturation, the worker line is inversely proportional to it.`,
      { line: "workers", input: "perCore" },
    ),
  ];
}

function ineffective({ scale, brokers }: DraftEstimate): CostWarning[] {
  const { inputs } = scale;
  const warnings: CostWarning[] = [];
  if (brokers.kind !== "standard" && inputs.tieredDays > 0)
    warnings.push(
      warning(
        "no-effect",
        "info",
        "a remote tier exists on Standard brokers only: tiered days are ignored.",
        {
          input: "tieredDays",
        },
      ),
    );
  if (!inputs.nat && inputs.natGateways > 0)
    warnings.push(
      warning("no-effect", "info", "NAT gateways are ignored while feeds do not pass through them.", {
        input: "natGateways",
      }),
    );
  if (glacierBilledMonths(inputs) > inputs.glacierMonths)
    warnings.push(
      warning(
        "least-months",
        "info",
        `the ${inputs.glacierClass} class bills ${glacierBilledMonths(inputs)} months at least, although objects are kept for ${inputs.glacierMonths}.`,
        { line: "object-storage", input: "glacierMonths" },
      ),
    );
  return warnings;
}

/** What the inputs themselves should make a reader doubt. */
export function inputWarnings(draft: DraftEstimate): CostWarning[] {
  return [
    ...databaseWarnings(draft),
    ...scaleWarnings(draft),
    ...workerWarnings(draft),
    ...ineffective(draft),
  ];
}
