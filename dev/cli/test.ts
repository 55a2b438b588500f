import { Command } from "commander";
import { runSteps } from "@/dev/check/run-steps";
import { STEPS } from "@/dev/check/steps";

const command = new Command("test")
  .description(
    "Everything that must be true: lint, types, unit, integration on real services, browser tests.",
  )
  .option("--only <names>", `steps, separated by commas: ${STEPS.map((step) => step.name).join(", ")}`)
  .parse();

const only = command.opts<{ only?: string }>().only?.split(",");
const unknown = only?.filter((name) => STEPS.every((step) => step.name !== name)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(
    `there is no step ${unknown.join(", ")}; steps are ${STEPS.map((step) => step.name).join(", ")}\n`,
  );
  process.exit(2);
}
const { passed, failed, skipped } = await runSteps(STEPS.filter((step) => only?.includes(step.name) ?? true));
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
