import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { findJava } from "@/dev/bootstrap/java.mjs";
import { ensureKafkaJars } from "@/dev/bootstrap/kafka-jars.mjs";
import { parseStat } from "@/dev/bootstrap/process.mjs";
import type { Log } from "@/runtime/log";
import { createKafka } from "@/workers/kafka/client";
import { kafkaLogSettings, kafkaSettings } from "./kafka-settings";
import { findOrphan, stopOrphan } from "./orphan";
import { answers, pickPort } from "./ports";
import { bareEnv, type ServiceHandle, ServiceProcess } from "./service-process";

/** What `startKafka` needs to know. */
export type KafkaServiceOptions = {
  dataDir: string;
  log: Log;
  /** Taken where they are free; else others. */
  port?: number;
  controllerPort?: number;
};

/** A running Kafka that this process started. */
export interface KafkaHandle extends ServiceHandle {
  readonly port: number;
  readonly controllerPort: number;
  /** `host:port`, one entry. */
  readonly brokers: string[];
}

const HEAP = ["-Xms256m", "-Xmx768m"];
const READY_WITHIN_MS = 90_000;
const STOP_STEPS = [{ signal: "SIGTERM", waitMs: 15_000 }] as const;
/** The process writes its own pid file before it becomes Java, so that no kill of ours can come in between. */
const WRITE_PID_THEN_EXEC =
  'f="$0"; { echo $$; cat /proc/$$/stat 2>/dev/null || ps -o lstart= -p $$; } > "$f.tmp" && mv "$f.tmp" "$f" && exec "$@"';

/**
 * Starts the Kafka of a data folder (one KRaft node), fetching its jars and formatting its storage on the first
 * call. One that a killed owner left running on the same folder is stopped first. The caller holds the folder's lock,
 * or knows that it is alone. Rejects, naming the log, where the broker does not start; with a SetupProblem where Java
 * or Maven is missing.
 */
export async function startKafka(options: KafkaServiceOptions): Promise<KafkaHandle> {
  const java = findJava();
  const jars = await ensureKafkaJars();
  const { folder, logs, properties, pidFile } = places(options.dataDir);
  await Promise.all([folder, logs].map((each) => mkdir(each, { recursive: true })));
  await stopLeftOverKafka(options.dataDir, options.log);
  const port = await pickPort(options.port);
  const controllerPort = await pickPort(options.controllerPort);
  await writeFile(properties, kafkaSettings({ folder, port, controllerPort }));
  const logSettings = path.join(folder, "log4j2.properties");
  await writeFile(logSettings, kafkaLogSettings(logs));
  const logging = `-Dlog4j2.configurationFile=${logSettings}`;
  const classPath = ["-cp", path.join(jars, "*")];
  await formatOnce(java, [logging, ...classPath], folder, properties, options.log);
  const jvm = [...HEAP, "-XX:MaxGCPauseMillis=20", "-Djava.awt.headless=true", logging, ...classPath];
  const service = new ServiceProcess({
    name: "Kafka",
    log: options.log,
    logFile: path.join(logs, "kafka.log"),
    command: () => ({
      file: "/bin/sh",
      args: ["-c", WRITE_PID_THEN_EXEC, pidFile, java, ...jvm, "kafka.Kafka", properties],
      cwd: folder,
      env: bareEnv(),
    }),
    isReady: () => isReady(port),
    readyWithinMs: READY_WITHIN_MS,
    stopSteps: STOP_STEPS,
  });
  await service.start();
  return Object.assign(service, { port, controllerPort, brokers: [kafkaBroker(port)] });
}

/** The broker on this port. */
export function kafkaBroker(port: number): string {
  return `127.0.0.1:${port}`;
}

function places(dataDir: string) {
  const folder = path.resolve(dataDir, "kafka");
  return {
    folder,
    logs: path.resolve(dataDir, "logs"),
    properties: path.join(folder, "server.properties"),
    pidFile: path.join(folder, "kafka.pid"),
  };
}

/** Gives the storage its cluster id; a format that was cut short is done again. */
async function formatOnce(
  java: string,
  jvm: string[],
  folder: string,
  properties: string,
  log: Log,
): Promise<void> {
  const data = path.join(folder, "data");
  const done = path.join(folder, "formatted");
  if (existsSync(done)) return;
  log.info({ folder }, "formatting new Kafka storage");
  await rm(data, { recursive: true, force: true });
  const clusterId = randomBytes(16).toString("base64url");
  // Joined by "=": one id in 64 begins with a dash, and would be taken for an option.
  const light = ["-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", ...jvm];
  const args = [...light, "kafka.tools.StorageTool", "format", `--cluster-id=${clusterId}`, "-c", properties];
  const result = spawnSync(java, args, { cwd: folder, encoding: "utf8" });
  if (result.status !== 0) {
    throw new Error(`Kafka's storage could not be formatted:\n${result.stdout}${result.stderr}`.trim());
  }
  await writeFile(done, `${clusterId}\n`);
}

/** Stops a Kafka that a killed owner left running on this data folder, if there is one. */
export async function stopLeftOverKafka(dataDir: string, log: Log): Promise<void> {
  const { pidFile, properties } = places(dataDir);
  const text = await readFile(pidFile, "utf8").catch(() => "");
  const [first = "", second = ""] = text.split("\n");
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 0) return;
  // Linux: a line of /proc/<pid>/stat; elsewhere the text of ps.
  const started = second.includes(" (") ? parseStat(second) : second.trim() || undefined;
  const orphan = findOrphan(pid, started, properties);
  if (orphan === undefined) return;
  log.warn({ pid }, "stopping the Kafka that an earlier process left behind");
  await stopOrphan(orphan, STOP_STEPS);
}

async function isReady(port: number): Promise<boolean> {
  if (!(await answers(port))) return false;
  const admin = createKafka({ brokers: [kafkaBroker(port)], clientId: "k2-readiness" }).admin({
    retry: { retries: 0 },
  });
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
