import { setTimeout as wait } from "node:timers/promises";
import { Command } from "commander";
import { CommandFailed, runCommand, wholeNumber } from "@/dev/cli/run-command";
import { isFree } from "@/dev/services/ports";
import { resetServices } from "@/dev/services/reset";
import { startDemo } from "./start-demo";

interface Options {
  live: boolean;
  rate: number;
  port?: number;
  duration?: number;
  reset: boolean;
}

const command = new Command("demo")
  .description(
    "Everything on this machine: Postgres, Kafka, an exchange simulator with faults, workers and the console. Prints its address once trades show.",
  )
  .option("--live", "the real exchanges in place of the simulator", false)
  .option("--rate <n>", "trades a second of the simulator", wholeNumber(1, 20_000), 200)
  .option("--port <n>", "the console's port (default: 3000, or the next free one)", wholeNumber(1, 65_535))
  .option("--duration <seconds>", "end by itself after so long", wholeNumber(1))
  .option("--reset", "delete what earlier demos stored", false);

await runCommand(command, async ({ env, log, lifecycle, services }) => {
  const options = command.opts<Options>();
  const say = (line: string) => process.stderr.write(`${line}\n`);
  if (options.port !== undefined && !(await isFree(options.port)))
    throw new CommandFailed(`port ${options.port} is taken: choose another with --port, or leave it out`);
  if (options.reset) await resetServices(env.K2_DATA_DIR, log);
  say("services: starting Postgres and Kafka");
  const running = await services({ postgres: true, kafka: true });
  const { url } = await startDemo({
    ...options,
    env,
    log,
    lifecycle,
    services: running,
    dataDir: env.K2_DATA_DIR,
    say,
  });
  process.stdout.write(`ready ${url}\n`);
  const end = options.duration === undefined ? 2 ** 31 - 1 : options.duration * 1000;
  await wait(end, undefined, { signal: lifecycle.signal }).catch(() => undefined);
  return 0;
});
