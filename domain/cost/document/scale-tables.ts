import { costCurve } from "../analysis/cost-curve";
import { forecast } from "../analysis/forecast";
import { marginalPerMillion } from "../analysis/marginal-per-million";
import { decimal } from "../decimal";
import type { CostEstimate } from "../estimate/estimate-cost";
import { BASE_LINE_IDS, LINES } from "../estimate/lines";
import { show } from "../estimate/show";
import { costInputsSchema } from "../inputs/cost-inputs";
import { PRESET_IDS } from "../inputs/presets";
import { dollars, markdownTable } from "../share/export-markdown";
import { type DocTable, percent, SCALE_LABELS, threeScales } from "./doc-table";

const SCALE_HEADER = PRESET_IDS.map((id) => SCALE_LABELS[id]);
const PRESET_COMMANDS = PRESET_IDS.map((id) => `npm run cost -- --preset ${id}`);
/** Example budget of the forecast, USD a month. */
export const EXAMPLE_BUDGET = 45_000;

function perScale(estimates: CostEstimate[], read: (estimate: CostEstimate) => string): string[] {
  return estimates.map(read);
}

function dominant({ lines }: CostEstimate): string {
  const groups = new Map<string, number>();
  for (const { group, share } of lines) groups.set(group, (groups.get(group) ?? 0) + share);
  return [...groups]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 2)
    .map(([group, share]) => `${group} ${percent(share)}`)
    .join(", ");
}

const scales: DocTable = {
  name: "scales",
  commands: PRESET_COMMANDS,
  render: (sheet) => {
    const estimates = threeScales(sheet);
    return markdownTable(
      ["", ...SCALE_HEADER],
      [
        ["USD a month", ...perScale(estimates, ({ total }) => `**${dollars(total)}**`)],
        ["USD a million messages", ...perScale(estimates, (e) => `**${dollars(e.perMillionMessages, 6)}**`)],
        [
          "Million messages a month",
          ...perScale(estimates, (e) => show(e.intermediates.messagesPerMonthMillions)),
        ],
        [
          "Brokers",
          ...perScale(
            estimates,
            ({ intermediates }) => `${intermediates.brokers} × ${intermediates.brokerSize}`,
          ),
        ],
        ["Largest components", ...perScale(estimates, dominant)],
      ],
    );
  },
};

const breakdown: DocTable = {
  name: "breakdown",
  commands: PRESET_COMMANDS,
  render: (sheet) => {
    const estimates = threeScales(sheet);
    const rows = BASE_LINE_IDS.map((id) => [
      LINES[id].title,
      ...estimates.flatMap(({ lines }) => {
        const line = lines.find((candidate) => candidate.id === id);
        return [dollars(line?.usd ?? "0"), percent(line?.share ?? 0)];
      }),
    ]);
    const totals = estimates.flatMap(({ total }) => [`**${dollars(total)}**`, ""]);
    return markdownTable(
      ["USD a month", ...SCALE_HEADER.flatMap((label) => [label, "share"])],
      [...rows, ["**Total**", ...totals]],
    );
  },
};

const quantities: DocTable = {
  name: "quantities",
  commands: PRESET_COMMANDS.map((command) => `${command} --json`),
  render: (sheet) => {
    const all = threeScales(sheet).map(({ intermediates }) => intermediates);
    const row = (label: string, read: (of: (typeof all)[number]) => number) => [
      label,
      ...all.map((of) => show(read(of))),
    ];
    return markdownTable(
      ["", ...SCALE_HEADER],
      [
        row("Wire, average MB/s", (of) => of.wireAverageMBps),
        row("Wire, peak MB/s", (of) => of.wirePeakMBps),
        row("Into Kafka, GB a month", (of) => of.kafkaGBPerMonth),
        row("Kafka disk, GB", (of) => of.diskGB),
        row("Worker vCPU", (of) => of.vcpu),
        row("Database rows/s", (of) => of.rowsPerSecond),
        row("Database GB a node", (of) => of.databaseGBPerNode),
        row("Lake, GB added a month", (of) => of.objectGBPerMonth),
        row("Lake, GB once full", (of) => of.objectStockGB),
        row("PUT requests a month", (of) => of.putsPerMonth),
      ],
    );
  },
};

const perMessage: DocTable = {
  name: "per-message",
  commands: PRESET_COMMANDS.map((command) => `${command} --format csv`),
  render: (sheet) => {
    const estimates = threeScales(sheet);
    const marginals = PRESET_IDS.map((preset) =>
      marginalPerMillion(costInputsSchema.parse({ preset }), sheet),
    );
    const rows = BASE_LINE_IDS.map((id) => [
      LINES[id].title,
      ...estimates.map(({ lines }) =>
        dollars(lines.find((line) => line.id === id)?.perMillionMessages ?? "0", 6),
      ),
    ]);
    const perTbMonth = ({ lines, intermediates }: CostEstimate) => {
      const lake = lines.find(({ id }) => id === "object-storage")?.usd ?? "0";
      return dollars(decimal(lake).div(intermediates.objectStockGB).times(1_000).toFixed());
    };
    const perGb = (e: CostEstimate) =>
      dollars(decimal(e.total).div(e.intermediates.rawGBPerMonth).toFixed(), 4);
    return markdownTable(
      ["USD a million messages", ...SCALE_HEADER],
      [
        ...rows,
        ["**Average**", ...estimates.map((e) => `**${dollars(e.perMillionMessages, 6)}**`)],
        ["Marginal, at 1 % more", ...marginals.map((m) => dollars(m.perMillionMessages, 6))],
        ["Marginal, up to twice the rate", ...marginals.map((m) => dollars(m.perMillionToDouble, 6))],
        ["USD a raw GB ingested", ...estimates.map(perGb)],
        ["USD a TB-month in the lake", ...estimates.map(perTbMonth)],
      ],
    );
  },
};

const CURVE_RATES = [
  1_000, 10_000, 50_000, 99_999, 100_000, 300_000, 1_000_000, 3_000_000, 4_000_000, 10_000_000,
];

const curve: DocTable = {
  name: "curve",
  commands: ["npm run cost -- --rate 300000"],
  render: (sheet) =>
    markdownTable(
      ["Messages/s", "USD a month", "USD a million", "What stepped"],
      costCurve(costInputsSchema.parse({ preset: "1m" }), sheet, CURVE_RATES).map((point) => [
        show(point.rate),
        dollars(point.total),
        dollars(point.perMillionMessages, 6),
        point.steps.join("; "),
      ]),
      ["right", "right", "right", "left"],
    ),
};

const growth: DocTable = {
  name: "forecast",
  commands: [],
  render: (sheet) => {
    const inputs = costInputsSchema.parse({ preset: "1m" });
    const flat = forecast(inputs, sheet, { budgetUsd: EXAMPLE_BUDGET });
    const grown = forecast(inputs, sheet, { budgetUsd: EXAMPLE_BUDGET, growthPerMonth: 0.05 });
    const mark = (over: boolean, text: string) => (over ? `${text} ⚠` : text);
    return markdownTable(
      ["Month", "Flat, USD", "of it lake", "5 % growth a month, USD", "messages/s then"],
      flat.months.map((month, index) => {
        const other = grown.months[index];
        const lake = month.lines.find(({ id }) => id === "object-storage")?.usd ?? "0";
        return [
          String(month.month),
          mark(month.overBudget, dollars(month.total)),
          dollars(lake),
          other ? mark(other.overBudget, dollars(other.total)) : "",
          other ? show(Math.round(other.rate)) : "",
        ];
      }),
      ["right", "right", "right", "right", "right"],
    );
  },
};

export const SCALE_TABLES: readonly DocTable[] = [scales, breakdown, quantities, perMessage, curve, growth];
