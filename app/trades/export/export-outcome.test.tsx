import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ExportOutcome } from "./export-outcome";
import { ExportPlan } from "./export-plan";
import type { ExportState } from "./use-export";

const head = { name: "k2-trades.csv", rows: 1_000, cap: 1_000, next: "7~t~1" };
const choice = {
  format: "csv",
  question: { instrumentId: 7, range: { from: 1, to: 2 } },
  columns: [],
} as const;

const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll(/\s+/g, " ")
    .trim();
const words = (state: ExportState) =>
  textOf(
    renderToStaticMarkup(
      <ExportOutcome state={state} onCancel={() => {}} onNext={() => {}} onForget={() => {}} />,
    ),
  );

describe("what the page says of an export", () => {
  it("says how far it is", () => {
    const progress = { head, bytes: 123_456, rows: 500 };
    const said = words({
      kind: "reading",
      progress,
      before: 200,
      total: 1_200,
      beganAt: performance.now() - 1_000,
    });
    expect(said).toContain("700 of 1,200 trades, 121 KiB");
    expect(said).toContain("Cancel");
  });

  it("never hides that a file ends at the cap", () => {
    const said = words({ kind: "saved", head, rows: 1_000, choice });
    expect(said).toContain("1,000 trades saved as k2-trades.csv . More pass the filter");
    expect(said).toContain("Save the next file");
    expect(words({ kind: "saved", head: { ...head, next: null }, rows: 5, choice })).not.toContain("More");
  });

  it("says what is kept where the connection broke, and what to do", () => {
    const broken = { kind: "broken", rows: 7, total: 9 } as const;
    expect(words({ ...broken, goOn: () => {} })).toMatch(/broke off after 7 of 9 trades.*kept.*Go on/);
    expect(words({ ...broken, rows: null, goOn: null })).toMatch(/broke off\. .*save the file again/);
  });

  it("says before it begins what a file will hold", () => {
    const plan = (count: bigint, exact: boolean) =>
      textOf(
        renderToStaticMarkup(
          <ExportPlan
            plan={{
              data: {
                estimate: { count, low: count, high: count, exact, method: "candles", sampled: 0n },
                cap: 1_000,
                capSetting: "K2_EXPORT_ROWS_VIEWER",
                range: { from: 1, to: 2 },
                name: "x",
              },
              error: null,
            }}
            format="csv"
            columns={18}
          />,
        ),
      );
    expect(plan(999n, true)).toMatch(/^999 trades, .* about 195 KiB\.$/);
    expect(plan(1_001n, false)).toMatch(
      /^About 1,001 trades.*at most 1,000 for your role \( K2_EXPORT_ROWS_VIEWER \)/,
    );
    expect(plan(0n, true)).toBe("No trade passes the filter in this range.");
  });
});
