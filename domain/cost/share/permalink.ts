import { MODEL_VERSION } from "../constants";
import { type CostInputs, costInputsSchema } from "../inputs/cost-inputs";
import { INPUT_SPECS } from "../inputs/input-specs";
import { type InputProblem, parseInputs } from "../inputs/parse-inputs";
import { readInputText } from "../inputs/read-input-text";
import { isPriceId, type PriceOverrides } from "../prices/override-prices";
import { PRICE_IDS } from "../prices/price-ids";
import { type PriceSheet, priceSchema } from "../prices/price-sheet";

export interface Scenario {
  inputs: CostInputs;
  /** prices the reader replaced */
  overrides: PriceOverrides;
}

export type DecodedPermalink =
  | {
      ok: true;
      scenario: Scenario;
      /** version of the prices and of the formulas the link was made with */
      priceVersion: string;
      modelVersion: string;
      /** why the numbers may differ from what the sender saw; empty where they cannot */
      notices: string[];
    }
  | { ok: false; problems: InputProblem[] };

const PRICE_PREFIX = "price.";

/**
 * A scenario as a query string (`v=1&prices=2026-11-24&preset=1m&kafkaCompression=4`): only what differs from the defaults, in
 * a fixed order, so that equal scenarios have equal links.
 */
export function encodePermalink({ inputs, overrides }: Scenario, sheet: PriceSheet): string {
  const query = new URLSearchParams({ v: MODEL_VERSION, prices: sheet.version });
  if (inputs.preset !== null) query.set("preset", inputs.preset);
  for (const { id, fallback } of INPUT_SPECS) {
    const value = inputs[id];
    if (value !== null && value !== fallback) query.set(id, String(value));
  }
  for (const id of PRICE_IDS) {
    const value = overrides[id];
    if (value !== undefined) query.set(`${PRICE_PREFIX}${id}`, value);
  }
  return query.toString();
}

/**
 * Reads a link back. Every value is checked as if it were typed in; an unknown name is a problem, not silently dropped: the
 * reader would see other numbers than the sender. Names starting with `utm_` or given in `ignore` belong to others.
 * @param query with or without its leading `?`
 */
export function decodePermalink(
  query: string,
  sheet: PriceSheet,
  ignore: readonly string[] = [],
): DecodedPermalink {
  const draft: Record<string, unknown> = {};
  const overrides: PriceOverrides = {};
  const problems: InputProblem[] = [];
  let priceVersion = sheet.version;
  let modelVersion = MODEL_VERSION;
  for (const [name, text] of new URLSearchParams(query)) {
    const spec = INPUT_SPECS.find(({ id }) => id === name);
    const priceId = name.startsWith(PRICE_PREFIX) ? name.slice(PRICE_PREFIX.length) : null;
    if (name === "v") modelVersion = text;
    else if (name === "prices") priceVersion = text;
    else if (name === "preset") draft.preset = text;
    else if (spec) draft[name] = readInputText(spec, text);
    else if (priceId !== null && isPriceId(priceId)) {
      if (priceSchema.shape.value.safeParse(text).success) overrides[priceId] = text;
      else
        problems.push({
          input: name,
          message: `${name} is ${JSON.stringify(text)}, but a price is a plain decimal such as 0.816`,
        });
    } else if (!name.startsWith("utm_") && !ignore.includes(name))
      problems.push({
        input: name,
        message: `${name} is no input of the cost model: remove it from the link`,
      });
  }
  const parsed = parseInputs(draft);
  if (!parsed.ok) problems.push(...parsed.problems);
  if (!parsed.ok || problems.length > 0) return { ok: false, problems };
  const scenario = { inputs: parsed.inputs, overrides };
  return {
    ok: true,
    scenario,
    priceVersion,
    modelVersion,
    notices: noticesOf(priceVersion, modelVersion, sheet),
  };
}

function noticesOf(priceVersion: string, modelVersion: string, sheet: PriceSheet): string[] {
  const notices: string[] = [];
  if (priceVersion !== sheet.version)
    notices.push(`the link was made with prices of ${priceVersion}; these are of ${sheet.version}`);
  if (modelVersion !== MODEL_VERSION)
    notices.push(`the link was made with version ${modelVersion} of the formulas; this is ${MODEL_VERSION}`);
  return notices;
}

/** Inputs nobody has touched yet: the middle scale. */
export const startingInputs: CostInputs = costInputsSchema.parse({ preset: "1m" });
