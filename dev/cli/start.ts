import { Command } from "commander";
import { migrate } from "@/db/migrate";
import { isFree } from "@/dev/services/ports";
import { buildWeb } from "@/dev/web/build-web";
import { startWeb } from "@/dev/web/start-web";
import { CommandFailed, runCommand, wholeNumber } from "./run-command";

const command = new Command("start")
  .description("The console in production mode; builds it first where its sources changed.")
  .option("--port <n>", "port on loopback (default: K2_PORT, else 3000)", wholeNumber(1, 65_535));

await runCommand(command, async ({ env, log, lifecycle, services }) => {
  const port = command.opts<{ port?: number }>().port ?? env.K2_PORT;
  if (!(await isFree(port))) throw new CommandFailed(`port ${port} is taken: choose another with --port`);
  const { databaseUrl, databaseSocket } = await services({ postgres: true, kafka: false });
  await migrate({ url: databaseUrl, socketDir: databaseSocket });
  await buildWeb(log, { signal: lifecycle.signal });
  const web = await startWeb({
    port,
    databaseUrl,
    databaseSocket,
    logDir: `${env.K2_DATA_DIR}/logs`,
    log,
    signal: lifecycle.signal,
  });
  lifecycle.onEnd("web", () => web.stop());
  process.stdout.write(`ready ${web.url}\n`);
  const idle = setInterval(() => undefined, 2 ** 30);
  await new Promise((resolve) => lifecycle.signal.addEventListener("abort", resolve));
  clearInterval(idle);
  return 0;
});
