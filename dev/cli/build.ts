import { Command } from "commander";
import { buildWeb } from "@/dev/web/build-web";
import { runCommand } from "./run-command";

const command = new Command("build").description("Builds the web app for production.");

await runCommand(command, async ({ log, lifecycle }) => {
  await buildWeb(log, { force: true, signal: lifecycle.signal });
  process.stdout.write("built\n");
  return 0;
});
