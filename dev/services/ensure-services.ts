import path from "node:path";
import { isAlive, type ProcessRef, self, startedAt } from "@/dev/bootstrap/process.mjs";
import type { Log } from "@/runtime/log";
import { type KafkaHandle, startKafka } from "./kafka";
import { lockServices } from "./lock-services";
import { answers } from "./ports";
import { type PostgresHandle, startPostgres } from "./postgres";
import type { ServiceHandle } from "./service-process";
import { type KafkaState, type PostgresState, readState, type ServicesState, writeState } from "./state";

/** Which services a command needs, and which it was given. */
export type EnsureServicesOptions = {
  dataDir: string;
  /** Explicit addresses win: nothing is started in their place. */
  databaseUrl?: string;
  databaseSocket?: string;
  kafkaBrokers?: readonly string[];
  need: { postgres: boolean; kafka: boolean };
  log: Log;
  /** Postgres without fsync. For tests only. */
  unsafe?: boolean;
};

/** Services to use, until `stop`. */
export type Services = {
  databaseUrl: string;
  /** The folder with the server's unix socket, for `connect({ socketDir })`; absent with a server of the user's. */
  databaseSocket?: string;
  kafkaBrokers: string[];
  /** Only what this call started; handles for faults and for word of an unexpected end. */
  owned: { postgres?: PostgresHandle; kafka?: KafkaHandle };
  /** Stops what this call started; leaves everything else alone. Safe to call again. */
  stop(): Promise<void>;
};

/**
 * Makes sure of a database and a Kafka: the explicit ones, else those that run on this data folder already, else own
 * ones for this process's life. Several processes may ask at once: the first starts them, the rest share. A service that
 * is not needed comes back as "" or []. Rejects with a SetupProblem where Java or Maven is missing.
 */
export async function ensureServices(options: EnsureServicesOptions): Promise<Services> {
  const dataDir = path.resolve(options.dataDir);
  const { need, log, databaseUrl, databaseSocket } = options;
  const kafkaBrokers = [...(options.kafkaBrokers ?? [])];
  const owned: Services["owned"] = {};
  const services: Services = {
    databaseUrl: databaseUrl ?? "",
    databaseSocket,
    kafkaBrokers,
    owned,
    stop: () => stopOwned(dataDir, log, owned),
  };
  const wantsPostgres = need.postgres && databaseUrl === undefined;
  const wantsKafka = need.kafka && kafkaBrokers.length === 0;
  if (!wantsPostgres && !wantsKafka) return services;

  const release = await lockServices(dataDir, log);
  try {
    const state = await readState(dataDir);
    // Both are awaited to their end even where one fails, so that the other cannot come up unnoticed.
    const [postgres, kafka] = await Promise.allSettled([
      wantsPostgres ? sharedOrOwnPostgres({ ...options, dataDir }, state, owned) : undefined,
      wantsKafka ? sharedOrOwnKafka({ ...options, dataDir }, state, owned) : undefined,
    ]);
    if (postgres.status === "rejected") throw postgres.reason;
    if (kafka.status === "rejected") throw kafka.reason;
    if (postgres.value) {
      services.databaseUrl = postgres.value.databaseUrl;
      services.databaseSocket = postgres.value.databaseSocket;
    }
    if (kafka.value) services.kafkaBrokers = kafka.value.brokers;
    await writeState(dataDir, merge(state, owned));
    return services;
  } catch (error) {
    await stopHandles(owned);
    throw error;
  } finally {
    await release();
  }
}

async function sharedOrOwnPostgres(
  { dataDir, log, unsafe }: EnsureServicesOptions,
  state: ServicesState,
  owned: Services["owned"],
): Promise<PostgresState | PostgresHandle> {
  if (state.postgres && (await isUsable(state.postgres))) return state.postgres;
  owned.postgres = await startPostgres({ dataDir, log, unsafe, port: state.ports.postgres });
  return owned.postgres;
}

async function sharedOrOwnKafka(
  { dataDir, log }: EnsureServicesOptions,
  state: ServicesState,
  owned: Services["owned"],
): Promise<KafkaState | KafkaHandle> {
  if (state.kafka && (await isUsable(state.kafka))) return state.kafka;
  const { kafka: port, kafkaController: controllerPort } = state.ports;
  owned.kafka = await startKafka({ dataDir, log, port, controllerPort });
  return owned.kafka;
}

/** One whose owner died would live on for nobody: it is stopped and started anew instead of shared. */
async function isUsable(service: PostgresState | KafkaState): Promise<boolean> {
  return isAlive(service.owner) && (await answers(service.port));
}

function merge(state: ServicesState, { postgres, kafka }: Services["owned"]): ServicesState {
  const owner = self();
  const merged: ServicesState = { ...state, ports: { ...state.ports } };
  if (postgres) {
    const { port, databaseUrl, databaseSocket } = postgres;
    merged.ports.postgres = port;
    merged.postgres = { process: refOf(postgres), owner, port, databaseUrl, databaseSocket };
  }
  if (kafka) {
    const { port, controllerPort, brokers } = kafka;
    merged.ports.kafka = port;
    merged.ports.kafkaController = controllerPort;
    merged.kafka = { process: refOf(kafka), owner, port, brokers };
  }
  return merged;
}

function refOf({ pid }: ServiceHandle): ProcessRef {
  return { pid: pid ?? 0, started: (pid === undefined ? undefined : startedAt(pid)) ?? "" };
}

/** Under the lock, so that nobody starts to share what is about to end. */
async function stopOwned(dataDir: string, log: Log, owned: Services["owned"]): Promise<void> {
  if (!owned.postgres && !owned.kafka) return;
  const release = await lockServices(dataDir, log);
  try {
    const { postgres, kafka, ...rest } = await readState(dataDir);
    const mine = (owner: ProcessRef) => owner.pid === process.pid;
    await writeState(dataDir, {
      ...rest,
      ...(postgres && !(owned.postgres && mine(postgres.owner)) ? { postgres } : {}),
      ...(kafka && !(owned.kafka && mine(kafka.owner)) ? { kafka } : {}),
    });
    await stopHandles(owned);
    delete owned.postgres;
    delete owned.kafka;
  } finally {
    await release();
  }
}

async function stopHandles({ postgres, kafka }: Services["owned"]): Promise<void> {
  await Promise.all([kafka?.stop(), postgres?.stop()]);
}
