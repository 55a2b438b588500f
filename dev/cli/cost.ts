import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { type CostEstimate, estimateCost } from "@/domain/cost/estimate/estimate-cost";
import { INPUT_SPECS, type InputSpec } from "@/domain/cost/inputs/input-specs";
import { parseInputs } from "@/domain/cost/inputs/parse-inputs";
import { readInputText } from "@/domain/cost/inputs/read-input-text";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import { isPriceId, overridePrices, type PriceOverrides } from "@/domain/cost/prices/override-prices";
import { priceSchema } from "@/domain/cost/prices/price-sheet";
import { costJson, fullFormula } from "@/domain/cost/share/cost-json";
import { exportCsv } from "@/domain/cost/share/export-csv";
import { exportFocus } from "@/domain/cost/share/export-focus";
import { exportJson } from "@/domain/cost/share/export-json";
import { dollars, exportMarkdown } from "@/domain/cost/share/export-markdown";

/** Thrown for a wrong call: printed without a stack, exit code 2. */
class WrongUsage extends Error {
  override readonly name = "WrongUsage";
}

const FORMATS = ["table", "csv", "markdown", "json", "focus"] as const;

interface CostOptions {
  preset?: string;
  json: boolean;
  format: (typeof FORMATS)[number];
  today: string;
  price: PriceOverrides;
}

function bounds({ control }: InputSpec): string {
  if (control.kind === "choice") return control.choices.join(" | ");
  if (control.kind === "toggle") return "on | off";
  return `${control.min.toLocaleString("en-US")} to ${control.max.toLocaleString("en-US")}`;
}

function startingValue({ fallback, presets }: InputSpec): string {
  if (presets) return `by scale: ${Object.values(presets).join(", ")}`;
  return `default ${fallback === true ? "on" : fallback === false ? "off" : fallback}`;
}

function inputOption(spec: InputSpec): Option {
  const value = spec.control.kind === "toggle" ? "[on|off]" : "<value>";
  const unit = spec.unit === "" ? "" : `, ${spec.unit}`;
  return new Option(
    `${spec.flag} ${value}`,
    `${spec.description} (${bounds(spec)}${unit}; ${startingValue(spec)})`,
  );
}

function collectPrice(text: string, before: PriceOverrides): PriceOverrides {
  const [id = "", value = ""] = text.split("=");
  if (!isPriceId(id))
    throw new InvalidArgumentError(`${id} is no price of the sheet; see --format json for the ids.`);
  if (!priceSchema.shape.value.safeParse(value).success)
    throw new InvalidArgumentError(
      `${JSON.stringify(value)} is no price: write a plain decimal such as 0.816.`,
    );
  return { ...before, [id]: value };
}

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError("write a date as 2026-11-24.");
  return text;
}

function buildCommand(): Command {
  const command = new Command("cost")
    .description(
      "What the platform costs a month, line by line, with the formulas. Start from a preset or a rate, then change any input.",
    )
    .option("--preset <10k|1m|10m>", "one of the three scales; --rate then changes the rate alone")
    .option("--json", "print the estimate as JSON", false)
    .addOption(new Option("--format <format>", "other outputs").choices(FORMATS).default("table"))
    .option("--today <date>", "day the prices' age is judged on", day, new Date().toISOString().slice(0, 10))
    .option("--price <id=usd>", "use another price; may be repeated", collectPrice, {})
    .allowExcessArguments(false)
    .exitOverride();
  for (const spec of INPUT_SPECS) command.addOption(inputOption(spec));
  return command;
}

function readInputs(command: Command, { preset }: CostOptions) {
  const draft: Record<string, unknown> = {};
  if (preset !== undefined) draft.preset = preset.toLowerCase();
  for (const spec of INPUT_SPECS) {
    const value: unknown = command.getOptionValue(spec.id);
    if (value !== undefined) draft[spec.id] = typeof value === "string" ? readInputText(spec, value) : value;
  }
  const parsed = parseInputs(draft);
  if (parsed.ok) return parsed.inputs;
  throw new WrongUsage(parsed.problems.map(({ input, message }) => `${flagOf(input)}${message}`).join("\n"));
}

/** `--peak: `, before a problem's sentence, which names the input as the page does. */
function flagOf(input: string): string {
  if (input === "preset") return "--preset: ";
  const spec = INPUT_SPECS.find(({ id }) => id === input);
  return spec === undefined ? "" : `${spec.flag}: `;
}

function table(estimate: CostEstimate): string {
  const width = Math.max(...estimate.lines.map(({ title }) => title.length), "Total".length);
  const row = (title: string, usd: string, share: string, how: string) =>
    `${title.padEnd(width)}  ${usd.padStart(14)}  ${share.padStart(6)}  ${how}`.trimEnd();
  const { brokers, brokerSize, messagesPerSecond, priceVersion } = {
    ...estimate.intermediates,
    priceVersion: estimate.priceVersion,
  };
  return [
    `${messagesPerSecond.toLocaleString("en-US")} messages/s on ${brokers > 0 ? `${brokers} × ` : ""}${brokerSize}, prices of ${priceVersion}`,
    "",
    row("", "USD/month", "share", ""),
    ...estimate.lines.map((line) =>
      row(line.title, dollars(line.usd), `${(line.share * 100).toFixed(1)}%`, fullFormula(line)),
    ),
    row("Total", dollars(estimate.total), "", ""),
    row("USD/M messages", dollars(estimate.perMillionMessages, 6), "", ""),
    ...(estimate.range
      ? [`between ${dollars(estimate.range.low)} and ${dollars(estimate.range.high)} as uncertain prices go`]
      : []),
    "",
    ...estimate.warnings.map(({ severity, message }) => `${severity}: ${message}`),
  ].join("\n");
}

function print(estimate: CostEstimate, options: CostOptions, sheet: typeof defaultPriceSheet): string {
  if (options.json) return JSON.stringify(costJson(estimate), null, 2);
  switch (options.format) {
    case "table":
      return table(estimate);
    case "csv":
      return exportCsv(estimate);
    case "markdown":
      return exportMarkdown(estimate);
    case "json":
      return exportJson(estimate);
    case "focus":
      return exportFocus(estimate, sheet, { month: options.today.slice(0, 7) });
  }
}

function run(argv: string[]): void {
  const command = buildCommand();
  command.parse(argv);
  const options = command.opts<CostOptions>();
  const sheet = overridePrices(defaultPriceSheet, options.price);
  const estimate = estimateCost(readInputs(command, options), sheet, { today: options.today });
  process.stdout.write(`${print(estimate, options, sheet).trimEnd()}\n`);
}

// The model needs no service and no environment, so this command does without `runCommand`, which would load both.
try {
  run(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const wrong = error instanceof WrongUsage;
    process.stderr.write(`${wrong ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = wrong ? 2 : 1;
  }
}
