import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

export type LedgerSummary = inferRouterOutputs<AppRouter>["ledger"]["summary"];

export interface Term {
  label: string;
  value: bigint;
  /** Tailwind class of the segment's fill */
  fill: string;
  /** hatched: something is not as it should be */
  hatched?: boolean;
  /** the page that lists it */
  path?: string;
  hint: string;
}

export interface Equation {
  name: string;
  total: bigint;
  /** what the total is */
  totalLabel: string;
  terms: Term[];
}

/** The three sums of the ledger. A term without a value is left out, except those that are always asked for. */
export function equationsOf(summary: LedgerSummary): Equation[] {
  const missing = wholePart(summary.missing);
  const equations: Equation[] = [
    {
      name: "Records",
      total: summary.consumed,
      totalLabel: "consumed",
      terms: [
        {
          label: "decoded",
          value: summary.decoded,
          fill: "bg-cat-1",
          path: "/pipeline",
          hint: "Records that a decoder read",
        },
        {
          label: "ignored",
          value: summary.ignored,
          fill: "bg-cat-8",
          hint: "Records that carry no trade: heartbeats, acknowledgements",
        },
        {
          label: "dead-lettered",
          value: summary.deadLettered,
          fill: "bg-cat-5",
          hatched: true,
          path: "/dead-letters",
          hint: "Records that could not be read; their bytes are kept",
        },
        ...unexplained(summary.unexplainedRecords),
      ],
    },
    {
      name: "Trades",
      total: summary.tradesDecoded,
      totalLabel: "decoded",
      terms: [
        {
          label: "stored",
          value: summary.stored,
          fill: "bg-cat-3",
          path: "/trades",
          hint: "Trades in the database, each once",
        },
        {
          label: "duplicates",
          value: summary.duplicates,
          fill: "bg-cat-8",
          hint: "Trades that came again and were there already",
        },
        ...unexplained(summary.unexplainedTrades),
      ],
    },
  ];
  if (summary.storedNumbered > 0n) {
    equations.push({
      name: "Numbers",
      total: summary.storedNumbered + missing,
      totalLabel: "expected",
      terms: [
        {
          label: "stored",
          value: summary.storedNumbered,
          fill: "bg-cat-3",
          hint: "Trades of feeds that number them without a jump",
        },
        {
          label: "missing",
          value: missing,
          fill: "bg-cat-2",
          hatched: true,
          path: "/gaps",
          hint: "Numbers that never came",
        },
      ],
    });
  }
  return equations;
}

function unexplained(value: bigint): Term[] {
  return value === 0n
    ? []
    : [
        {
          label: "unexplained",
          value,
          fill: "bg-bad",
          hatched: true,
          path: "/pipeline",
          hint: "They have no place: this must not be",
        },
      ];
}

function wholePart(decimal: string): bigint {
  return BigInt(decimal.split(".")[0] ?? "0");
}

/** A term's part of the total in percent, for the width of its segment. */
export function sharePercent(value: bigint, total: bigint): number {
  if (total <= 0n || value <= 0n) return 0;
  return Number((value * 1_000_000n) / total) / 10_000;
}

/** `99.98 %`, and never "100 %" for what is not all, nor "0 %" for what is not nothing. */
export function shareText(value: bigint, total: bigint): string {
  const percent = sharePercent(value, total);
  if (value === total && value > 0n) return "100 %";
  if (percent > 99.99) return "> 99.99 %";
  if (value > 0n && percent < 0.01) return "< 0.01 %";
  return `${percent.toFixed(percent < 10 ? 2 : 1)} %`;
}
