import type { Figure, Goal } from "../lib/context";
import type { BenchReport } from "./types";

const NUMBER = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

export function formatFigure(figure: Pick<Figure, "value" | "unit">): string {
  return `${NUMBER.format(figure.value)} ${figure.unit}`;
}

export function formatGoal(goal: Goal): string {
  return `${goal.better === "larger" ? "≥" : "≤"} ${NUMBER.format(goal.goal)} ${goal.unit}`;
}

/** For a terminal: figures, then goals with whether they are met. */
export function asText(report: BenchReport): string {
  const lines = [`${report.at}, ${report.machine}${report.quick ? ", quick" : ""}`];
  for (const result of report.results) {
    lines.push("", `${result.suite}: ${result.conditions}`);
    for (const figure of result.figures)
      lines.push(`  ${figure.name}: ${formatFigure(figure)} (n = ${NUMBER.format(figure.n)})`);
    for (const goal of result.goals)
      lines.push(
        `  ${goal.met ? "met    " : "NOT MET"} ${goal.name}: ${formatFigure(goal)}, goal ${formatGoal(goal)}`,
      );
  }
  return `${lines.join("\n")}\n`;
}
