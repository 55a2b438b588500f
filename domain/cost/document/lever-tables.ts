import { type Lever, type LeverSaving, leverSavings } from "../analysis/lever-savings";
import { LEVERS, UNVERIFIED_LEVERS } from "../analysis/levers";
import { type SensitivityEnd, sensitivities } from "../analysis/sensitivities";
import { decimal } from "../decimal";
import type { CostEstimate } from "../estimate/estimate-cost";
import { type CostInputsDraft, costInputsSchema } from "../inputs/cost-inputs";
import { PRESET_IDS } from "../inputs/presets";
import type { PriceSheet } from "../prices/price-sheet";
import { dollars, markdownTable } from "../share/export-markdown";
import { type DocTable, documentEstimate, SCALE_LABELS } from "./doc-table";

const SCALE_HEADER = PRESET_IDS.map((id) => SCALE_LABELS[id]);

function saving(found: LeverSaving | undefined): string {
  if (!found) return "";
  return found.infeasible === null ? dollars(found.delta) : "not feasible";
}

function savingsTable(sheet: PriceSheet, levers: readonly Lever[]): string {
  const scales = PRESET_IDS.map((preset) => leverSavings(costInputsSchema.parse({ preset }), sheet, levers));
  return markdownTable(
    ["Change", ...SCALE_HEADER, "What it costs in other coin"],
    [
      ...levers.map(({ title, tradeOff }, index) => [
        title,
        ...scales.map(({ alone }) => saving(alone[index])),
        tradeOff,
      ]),
      ["**All feasible ones together**", ...scales.map(({ together }) => `**${dollars(together)}**`), ""],
      ["Lost to overlap", ...scales.map(({ interaction }) => dollars(interaction)), ""],
    ],
    ["left", "right", "right", "right", "left"],
  );
}

const levers: DocTable = {
  name: "levers",
  commands: ["npm run cost -- --preset 1m --rack-aware", "npm run cost -- --preset 1m --kafka-compression 4"],
  render: (sheet) => savingsTable(sheet, LEVERS),
};

const unverified: DocTable = {
  name: "unverified-levers",
  commands: ["npm run cost -- --preset 1m --spot-coverage 0.5 --price spot-discount=0.5"],
  render: (sheet) => savingsTable(sheet, UNVERIFIED_LEVERS),
};

const TORNADO_BARS = 14;

const tornado: DocTable = {
  name: "tornado",
  commands: ["npm run cost -- --preset 1m --bytes 500"],
  render: (sheet) => {
    const end = (found: SensitivityEnd | undefined) =>
      found ? `${dollars(found.delta)} (${found.value}${found.clamped ? ", its bound" : ""})` : "";
    return markdownTable(
      ["Input at 1M/s", "Now", "Halved", "Doubled"],
      sensitivities(costInputsSchema.parse({ preset: "1m" }), sheet)
        .filter(({ kind }) => kind === "number")
        .slice(0, TORNADO_BARS)
        .map(({ label, base, ends }) => [label, String(base), end(ends[0]), end(ends[1])]),
    );
  },
};

interface Alternative {
  title: string;
  flags: string;
  draft: CostInputsDraft;
}

const ALTERNATIVES: readonly Alternative[] = [
  { title: "10K/s: Standard, 3 × large", flags: "--preset 10k", draft: { preset: "10k" } },
  {
    title: "10K/s: Serverless",
    flags: "--preset 10k --broker-kind serverless",
    draft: { preset: "10k", brokerKind: "serverless" },
  },
  { title: "1M/s: Standard, 2xl", flags: "--preset 1m", draft: { preset: "1m" } },
  {
    title: "1M/s: Standard, large",
    flags: "--preset 1m --broker-size large",
    draft: { preset: "1m", brokerSize: "large" },
  },
  {
    title: "1M/s: Standard on Intel (m5)",
    flags: "--preset 1m --broker-family m5",
    draft: { preset: "1m", brokerFamily: "m5" },
  },
  {
    title: "1M/s: Express, storage billed once",
    flags: "--preset 1m --broker-kind express",
    draft: { preset: "1m", brokerKind: "express" },
  },
  {
    title: "1M/s: Express, storage billed three times",
    flags: "--preset 1m --broker-kind express --express-storage-copies 3",
    draft: { preset: "1m", brokerKind: "express", expressStorageCopies: 3 },
  },
];

/** What Kafka itself costs: brokers, what they hold, and per-GB charges of Express and Serverless. */
function kafkaUsd({ lines }: CostEstimate): string {
  return lines
    .filter(({ group }) => group === "Kafka")
    .reduce((sum, { usd }) => sum.plus(usd), decimal(0))
    .toFixed();
}

const brokers: DocTable = {
  name: "brokers",
  commands: ALTERNATIVES.map(({ flags }) => `npm run cost -- ${flags}`),
  render: (sheet) =>
    markdownTable(
      ["Brokers", "Number", "Kafka, USD a month", "Whole platform, USD a month"],
      ALTERNATIVES.map(({ title, draft }) => {
        const estimate = documentEstimate(sheet, draft);
        const { brokers: count, brokerSize } = estimate.intermediates;
        return [
          title,
          count === 0 ? brokerSize : `${count} × ${brokerSize}`,
          dollars(kafkaUsd(estimate)),
          dollars(estimate.total),
        ];
      }),
    ),
};

const PAIR: readonly Lever[] = LEVERS.filter(({ id }) => id === "rack-aware" || id === "kafka-compression");

const interaction: DocTable = {
  name: "interaction",
  commands: ["npm run cost -- --preset 1m --rack-aware --kafka-compression 4"],
  render: (sheet) => {
    const saved = leverSavings(costInputsSchema.parse({ preset: "1m" }), sheet, PAIR);
    return markdownTable(
      ["At 1M/s", "USD a month"],
      [
        ...saved.alone.map(({ title, delta }) => [`${title}, alone`, dollars(delta)]),
        ["Both", dollars(saved.together)],
        ["Lost to overlap", dollars(saved.interaction)],
      ],
    );
  },
};

export const LEVER_TABLES: readonly DocTable[] = [levers, unverified, tornado, brokers, interaction];
