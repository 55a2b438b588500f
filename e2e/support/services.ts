import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { readState } from "@/dev/services/state";
import { childEnv, loadEnv } from "@/runtime/env";

const { K2_E2E_FAULTS, K2_DATA_DIR } = loadEnv();

/** Whether tests may strike at the services: only at those that were started for them. */
export const mayStrike = K2_E2E_FAULTS === "true";

/** Kafka stops answering, as in a long pause or behind a dead network, until the function that is returned is called. */
export async function freezeKafka(): Promise<() => void> {
  const { kafka } = await readState(K2_DATA_DIR);
  if (kafka === undefined) throw new Error(`no Kafka runs on ${K2_DATA_DIR}`);
  const { pid } = kafka.process;
  process.kill(pid, "SIGSTOP");
  return () => void process.kill(pid, "SIGCONT");
}

/** A worker of the test's own, on the same services. Resolves once it works. */
export async function startWorker(role: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", path.resolve(import.meta.dirname, "../../dev/cli/worker.ts"), "--roles", role],
    { stdio: ["ignore", "pipe", "ignore"], env: childEnv({ K2_DATA_DIR, K2_LOG_LEVEL: "silent" }) },
  );
  const [said] = await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => ["it ended"]),
  ]);
  if (!String(said).includes("ready")) throw new Error(`a worker of role ${role} did not start: ${said}`);
  return child;
}
