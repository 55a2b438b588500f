import { INPUT_SPECS, type InputSpec } from "../inputs/input-specs";
import { PRESET_IDS } from "../inputs/presets";
import { PRICE_IDS } from "../prices/price-ids";
import { FOCUS_COLUMNS } from "../share/export-focus";
import { markdownTable } from "../share/export-markdown";
import { type DocTable, percent, SCALE_LABELS, threeScales } from "./doc-table";

function setting({ fallback, presets }: InputSpec): string {
  if (presets) return PRESET_IDS.map((id) => String(presets[id])).join(" / ");
  return typeof fallback === "boolean" ? (fallback ? "on" : "off") : String(fallback);
}

function bounds({ control }: InputSpec): string {
  if (control.kind === "choice") return control.choices.join(", ");
  if (control.kind === "toggle") return "on, off";
  return `${control.min.toLocaleString("en-US")} to ${control.max.toLocaleString("en-US")}`;
}

const inputs: DocTable = {
  name: "inputs",
  commands: ["npm run cost -- --help"],
  render: () =>
    markdownTable(
      ["Input", "Symbol", "Value (or 10K / 1M / 10M)", "Unit", "Bounds", "Flag"],
      INPUT_SPECS.map((spec) => [
        spec.label,
        spec.symbol ?? "",
        setting(spec),
        spec.unit,
        bounds(spec),
        `\`${spec.flag}\``,
      ]),
      ["left", "left", "right", "left", "left", "left"],
    ),
};

const prices: DocTable = {
  name: "prices",
  commands: ["npm run cost -- --preset 1m --format json"],
  render: (sheet) =>
    markdownTable(
      ["Price", "USD", "Per", "As of", "Confidence", "Source"],
      PRICE_IDS.map((id) => {
        const { value, unit, asOf, confidence, source, note } = sheet.prices[id];
        return [
          `\`${id}\``,
          value,
          unit.replace(/^USD\//, ""),
          asOf ?? "undated",
          confidence,
          note === null ? source : `${source}; ${note}`,
        ];
      }),
      ["left", "right", "left", "left", "left", "left"],
    ),
};

const warnings: DocTable = {
  name: "warnings",
  commands: PRESET_IDS.map((id) => `npm run cost -- --preset ${id}`),
  render: (sheet) =>
    markdownTable(
      ["Scale", "Severity", "Warning"],
      threeScales(sheet).flatMap((estimate, index) =>
        estimate.warnings.map(({ severity, message }) => [
          Object.values(SCALE_LABELS)[index] ?? "",
          severity,
          message,
        ]),
      ),
      ["left", "left", "left"],
    ),
};

const allocation: DocTable = {
  name: "allocation",
  commands: [],
  render: (sheet) => {
    const [, middle] = threeScales(sheet);
    const share = (...ids: string[]) =>
      percent(
        (middle?.lines ?? []).filter(({ id }) => ids.includes(id)).reduce((sum, line) => sum + line.share, 0),
      );
    return markdownTable(
      ["Lines", "Spread by", "Share at 1M/s"],
      [
        ["Brokers", "bytes in + bytes out + bytes retained", share("brokers")],
        ["Kafka disk", "bytes retained", share("kafka-disk")],
        ["Cross-zone, producers; NAT", "bytes in", share("cross-az-produce", "nat")],
        ["Cross-zone, consumers", "bytes out", share("cross-az-consume")],
        ["Stream workers", "messages", share("workers")],
        ["Database and its replication", "rows", share("database", "database-replication")],
        ["Object storage and requests", "bytes stored", share("object-storage", "object-requests")],
        [
          "Queries, metrics, logs, egress",
          "nobody: shown as unallocated",
          share("athena", "observability", "egress"),
        ],
      ],
      ["left", "left", "right"],
    );
  },
};

const focus: DocTable = {
  name: "focus",
  commands: ["npm run cost -- --preset 1m --format focus"],
  render: () =>
    markdownTable(
      ["FOCUS 1.3 columns filled"],
      [[FOCUS_COLUMNS.map((column) => `\`${column}\``).join(", ")]],
    ),
};

export const REFERENCE_TABLES: readonly DocTable[] = [inputs, prices, warnings, allocation, focus];
