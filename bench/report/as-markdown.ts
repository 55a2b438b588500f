import { formatFigure, formatGoal } from "./as-text";
import type { BenchRecord } from "./types";

/** docs/performance.md: every figure with its n, its rounds, the conditions and the command that makes it anew. */
export function asMarkdown(record: BenchRecord): string {
  const parts = [
    "# Performance, measured",
    "Written by `npm run bench -- --document`. Embedded Postgres and Kafka and all clients are on the same machine. Figures of one suite are of one run, side by side, and medians of their rounds; compare the ratios, not the figures of different machines.",
  ];
  for (const { at, machine, quick, result } of record) {
    const { suite, conditions, figures, goals } = result;
    parts.push(
      `## ${suite}`,
      `\`npm run bench -- ${quick ? "--quick " : ""}--only ${suite}\`, ${at.slice(0, 10)}, ${machine}. ${conditions}`,
      table(
        ["what", "figure", "n", "rounds"],
        figures.map((one) => [
          one.name,
          formatFigure(one),
          one.n.toLocaleString("en-US"),
          (one.rounds ?? []).map((round) => round.toLocaleString("en-US")).join(" · "),
        ]),
      ),
    );
    if (goals.length > 0)
      parts.push(
        table(
          ["goal", "wanted", "measured", ""],
          goals.map((one) => [one.name, formatGoal(one), formatFigure(one), one.met ? "met" : "**not met**"]),
        ),
      );
  }
  return `${parts.join("\n\n")}\n`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
