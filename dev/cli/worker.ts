import { setTimeout as wait } from "node:timers/promises";
import { Command, InvalidArgumentError } from "commander";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { catchUp } from "@/workers/ingest/caught-up";
import { createKafka } from "@/workers/kafka/client";
import { startWorkers, WORKER_ROLES, type WorkerRole } from "@/workers/main";
import { CommandFailed, runCommand } from "./run-command";

const CHECK_MS = 150;

const command = new Command("worker")
  .description("Runs workers. Start more of them to share the load.")
  .option("--roles <list>", `roles, separated by commas: ${WORKER_ROLES.join(", ")}`, readRoles, [
    ...WORKER_ROLES,
  ])
  .option("--live", "the feed takes the real exchanges where no K2_*_WS_URL names another", false)
  .option("--until-caught-up", "end once nothing is left to read", false);

await runCommand(command, async ({ env, log, lifecycle, services }) => {
  const { roles, untilCaughtUp, live } = command.opts<{
    roles: WorkerRole[];
    untilCaughtUp: boolean;
    live: boolean;
  }>();
  const { databaseUrl, databaseSocket, kafkaBrokers } = await services({ postgres: true, kafka: true });
  await migrate({ url: databaseUrl, socketDir: databaseSocket });
  await startWorkers({
    roles,
    databaseUrl,
    databaseSocket,
    brokers: kafkaBrokers,
    env,
    log,
    lifecycle,
    live,
  });
  process.stdout.write("ready\n");
  if (!untilCaughtUp) {
    await ended(lifecycle.signal);
    return 0;
  }
  const admin = createKafka({ brokers: kafkaBrokers, clientId: "k2-caught-up", log }).admin();
  await admin.connect();
  lifecycle.onEnd("admin", () => admin.disconnect());
  const sql = connect({
    url: databaseUrl,
    socketDir: databaseSocket,
    max: 1,
    applicationName: "k2-caught-up",
  });
  lifecycle.onEnd("database", () => sql.end({ timeout: 5 }));
  const pattern = new RegExp(env.K2_TOPIC_PATTERN);
  while (!lifecycle.signal.aborted) {
    const { lag, halted } = await catchUp(admin, sql, pattern);
    if (lag === 0n) break;
    if (halted.length > 0)
      throw new CommandFailed(
        `${halted.join(", ")} is halted with records unread: look at its dead letters in the console, then resume it`,
      );
    await wait(CHECK_MS, undefined, { signal: lifecycle.signal });
  }
  process.stdout.write("caught up\n");
  return 0;
});

function readRoles(text: string): WorkerRole[] {
  const names = text.split(",").map((name) => name.trim());
  return names.map((name) => {
    const role = WORKER_ROLES.find((known) => known === name);
    if (role === undefined)
      throw new InvalidArgumentError(
        `there is no role ${JSON.stringify(name)}; roles are ${WORKER_ROLES.join(", ")}.`,
      );
    return role;
  });
}

function ended(signal: AbortSignal): Promise<void> {
  const timer = setInterval(() => undefined, 2 ** 30);
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      clearInterval(timer);
      resolve();
    });
  });
}
