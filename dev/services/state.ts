import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const processRef = z.object({ pid: z.number().int().positive(), started: z.string() });

const postgresState = z.object({
  process: processRef,
  owner: processRef,
  port: z.number().int(),
  databaseUrl: z.string(),
  databaseSocket: z.string(),
});

const kafkaState = z.object({
  process: processRef,
  owner: processRef,
  port: z.number().int(),
  brokers: z.array(z.string()),
});

const servicesState = z.object({
  /** Kept after a stop, so that the addresses stay the same from one start to the next. */
  ports: z
    .object({
      postgres: z.number().int().optional(),
      kafka: z.number().int().optional(),
      kafkaController: z.number().int().optional(),
    })
    .default({}),
  postgres: postgresState.optional(),
  kafka: kafkaState.optional(),
});

/** What `<dataDir>/services.json` says of the services on a data folder. */
export type ServicesState = z.infer<typeof servicesState>;
export type PostgresState = z.infer<typeof postgresState>;
export type KafkaState = z.infer<typeof kafkaState>;

function stateFile(dataDir: string): string {
  return path.join(dataDir, "services.json");
}

/** The recorded state; an absent or unreadable file counts as empty: nothing runs. */
export async function readState(dataDir: string): Promise<ServicesState> {
  const text = await readFile(stateFile(dataDir), "utf8").catch(() => "{}");
  try {
    return servicesState.parse(JSON.parse(text));
  } catch {
    return { ports: {} };
  }
}

/** Replaces the recorded state in one step. The caller holds the folder's lock. */
export async function writeState(dataDir: string, state: ServicesState): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const draft = `${stateFile(dataDir)}.${process.pid}.tmp`;
  await writeFile(draft, `${JSON.stringify(state, null, 2)}\n`);
  await rename(draft, stateFile(dataDir));
}
