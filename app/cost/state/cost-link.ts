import { type CostState, type ForecastSettings, NO_GROWTH, startingState } from "@/app/cost/state/cost-state";
import { MEASUREMENT_PARAMS, readMeasurements, writeMeasurements } from "@/app/cost/state/measurement-text";
import { globalParams } from "@/app/lib/url/global-params";
import type { InputProblem } from "@/domain/cost/inputs/parse-inputs";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";
import { decodePermalink, encodePermalink, type Scenario } from "@/domain/cost/share/permalink";

/** What this page adds to the scenario's own link: A, the forecast, and what was measured and acknowledged. */
const OWN = { pinned: "a", growth: "growth", budget: "budget", beyond: "beyond" } as const;
const GLOBAL = Object.keys(globalParams);
const IGNORED = [...Object.values(OWN), ...MEASUREMENT_PARAMS, ...GLOBAL];

export const GROWTH_BOUNDS = { min: -50, max: 100 } as const;
const MONEY = /^\d{1,12}(\.\d{1,2})?$/;

export interface OpenedLink {
  state: CostState;
  /** why numbers may differ from what the sender saw */
  notices: readonly string[];
  /** why the link could not be used as it is */
  problems: readonly InputProblem[];
}

/** The query string that gives another person this page: inputs, prices and their version, A, forecast, measurements. */
export function encodeCostLink(state: CostState): string {
  const { inputs, overrides, measurements, acknowledged, pinned, forecast } = state;
  const query = new URLSearchParams(encodePermalink({ inputs, overrides }, defaultPriceSheet));
  writeMeasurements(query, measurements);
  if (acknowledged && measurements !== null) query.set(OWN.beyond, "ok");
  if (pinned !== null) query.set(OWN.pinned, encodePermalink(pinned, defaultPriceSheet));
  if (forecast.growthPercent !== 0) query.set(OWN.growth, String(forecast.growthPercent));
  if (forecast.budgetUsd !== null) query.set(OWN.budget, forecast.budgetUsd);
  return query.toString();
}

/** Whether text is an amount a budget can be. */
export function isMoney(text: string): boolean {
  return MONEY.test(text);
}

function forecastOf(query: URLSearchParams): ForecastSettings {
  const growth = Number(query.get(OWN.growth) ?? "0");
  const budget = query.get(OWN.budget);
  const inBounds = growth >= GROWTH_BOUNDS.min && growth <= GROWTH_BOUNDS.max;
  return {
    growthPercent: inBounds ? growth : NO_GROWTH.growthPercent,
    budgetUsd: budget !== null && isMoney(budget) ? budget : null,
  };
}

function pinnedOf(query: URLSearchParams): { pinned: Scenario | null; problems: InputProblem[] } {
  const text = query.get(OWN.pinned);
  if (text === null) return { pinned: null, problems: [] };
  const decoded = decodePermalink(text, defaultPriceSheet);
  if (decoded.ok) return { pinned: decoded.scenario, problems: [] };
  return {
    pinned: null,
    problems: decoded.problems.map(({ input, message }) => ({ input, message: `scenario A: ${message}` })),
  };
}

/** Everything of the page's query that is not this page's: range, zone and pause stay what they are. */
export function withoutGlobal(query: string): string {
  const own = new URLSearchParams(query);
  for (const name of GLOBAL) own.delete(name);
  return own.toString();
}

/** Reads a link. One that cannot be read opens the starting scenario and says what is wrong, never half of it. */
export function openCostLink(text: string): OpenedLink {
  const query = new URLSearchParams(withoutGlobal(text));
  if (query.size === 0) return { state: startingState, notices: [], problems: [] };
  const { pinned, problems } = pinnedOf(query);
  const forecast = forecastOf(query);
  // A link that names only a forecast or a budget still means the starting scenario.
  const namesScenario = [...query.keys()].some((name) => !IGNORED.includes(name));
  if (!namesScenario) return { state: { ...startingState, pinned, forecast }, notices: [], problems };
  const decoded = decodePermalink(query.toString(), defaultPriceSheet, IGNORED);
  if (!decoded.ok) return { state: startingState, notices: [], problems: [...decoded.problems, ...problems] };
  const { inputs, overrides } = decoded.scenario;
  const measurements = readMeasurements(query);
  const acknowledged = measurements !== null && query.get(OWN.beyond) === "ok";
  return {
    state: {
      ...startingState,
      draft: inputs,
      inputs,
      overrides,
      measurements,
      acknowledged,
      pinned,
      forecast,
    },
    notices: decoded.notices,
    problems,
  };
}
