import path from "node:path";
import { Command, CommanderError } from "commander";
import { SetupProblem } from "@/dev/bootstrap/problem.mjs";
import { EnvError, loadEnv } from "@/runtime/env";
import { Lifecycle } from "@/runtime/lifecycle";
import { createLog } from "@/runtime/log";
import { ensureServices } from "./ensure-services";
import { resetServices } from "./reset";

const program = new Command("services")
  .description(
    "Runs Postgres and Kafka on this machine until Ctrl-C. Prints K2_DATABASE_URL, K2_DATABASE_SOCKET and " +
      "K2_KAFKA_BROKERS, then ready. K2_DATABASE_URL or K2_KAFKA_BROKERS in the environment replace either.",
  )
  .option("--data-dir <folder>", "where their data is kept (else K2_DATA_DIR, else .k2)")
  .option("--reset", "delete the databases and topics of this folder first", false)
  .exitOverride();

/** The `npm run services` command. */
async function main(): Promise<void> {
  program.parse();
  const options = program.opts<{ dataDir?: string; reset: boolean }>();
  const env = loadEnv();
  const log = createLog("services");
  const lifecycle = new Lifecycle(log, 40_000).listen();
  const dataDir = path.resolve(options.dataDir ?? env.K2_DATA_DIR);
  if (options.reset) await resetServices(dataDir, log);
  const services = await ensureServices({
    dataDir,
    log,
    databaseUrl: env.K2_DATABASE_URL,
    databaseSocket: env.K2_DATABASE_SOCKET,
    kafkaBrokers: env.K2_KAFKA_BROKERS,
    need: { postgres: true, kafka: true },
  });
  lifecycle.onEnd("services", services.stop);
  for (const handle of [services.owned.postgres, services.owned.kafka]) {
    handle?.onUnexpectedExit((reason) => {
      log.error(reason);
      process.exitCode = 1;
      void lifecycle.end().then(() => process.exit());
    });
  }
  const lines = [
    `K2_DATABASE_URL=${services.databaseUrl}`,
    ...(services.databaseSocket ? [`K2_DATABASE_SOCKET=${services.databaseSocket}`] : []),
    `K2_KAFKA_BROKERS=${services.kafkaBrokers.join(",")}`,
    "ready",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  stayUntil(lifecycle.signal);
}

/** Keeps Node alive: the servers themselves do not. */
function stayUntil(signal: AbortSignal): void {
  const timer = setInterval(() => undefined, 2 ** 30);
  signal.addEventListener("abort", () => clearInterval(timer));
}

function fail(error: unknown): never {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  if (error instanceof EnvError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  const known = error instanceof SetupProblem;
  const text =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

main().catch(fail);
