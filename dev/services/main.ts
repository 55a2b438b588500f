import path from "node:path";
import { Command } from "commander";
import { CommandFailed, runCommand } from "@/dev/cli/run-command";
import { ensureServices } from "./ensure-services";
import { resetServices } from "./reset";

const command = new Command("services")
  .description(
    "Runs Postgres and Kafka on this machine until Ctrl-C. Prints K2_DATABASE_URL, K2_DATABASE_SOCKET and " +
      "K2_KAFKA_BROKERS, then ready. K2_DATABASE_URL or K2_KAFKA_BROKERS in the environment replace either.",
  )
  .option("--data-dir <folder>", "where their data is kept (else K2_DATA_DIR, else .k2)")
  .option("--reset", "delete the databases and topics of this folder first", false);

await runCommand(command, async ({ env, log, lifecycle }) => {
  const options = command.opts<{ dataDir?: string; reset: boolean }>();
  const dataDir = path.resolve(options.dataDir ?? env.K2_DATA_DIR);
  if (options.reset) await resetServices(dataDir, log);
  const starting = ensureServices({
    dataDir,
    log,
    databaseUrl: env.K2_DATABASE_URL,
    databaseSocket: env.K2_DATABASE_SOCKET,
    kafkaBrokers: env.K2_KAFKA_BROKERS,
    need: { postgres: true, kafka: true },
  });
  // Registered before they are up: a Ctrl-C during the start must not leave them behind.
  lifecycle.onEnd("services", async () => (await starting.catch(() => undefined))?.stop());
  const services = await starting;
  const lines = [
    `K2_DATABASE_URL=${services.databaseUrl}`,
    ...(services.databaseSocket ? [`K2_DATABASE_SOCKET=${services.databaseSocket}`] : []),
    `K2_KAFKA_BROKERS=${services.kafkaBrokers.join(",")}`,
    "ready",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return new Promise<number>((resolve, reject) => {
    // Keeps Node alive: the servers themselves do not.
    const timer = setInterval(() => undefined, 2 ** 30);
    const end = (settle: () => void) => {
      clearInterval(timer);
      settle();
    };
    lifecycle.signal.addEventListener("abort", () => end(() => resolve(0)));
    for (const handle of [services.owned.postgres, services.owned.kafka]) {
      handle?.onUnexpectedExit((reason) => end(() => reject(new CommandFailed(reason))));
    }
  });
});
