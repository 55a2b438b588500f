import { randomUUID } from "node:crypto";
import { loadEnv } from "@/runtime/env";
import { startTracing } from "@/runtime/tracing/start-tracing";
import { webLog } from "@/server/log";
import { shutdownSignal } from "@/server/shutdown";

/** Traces from a request to its statements, where the environment asks for them. Next adds spans of its own. */
export async function startWebTracing(): Promise<void> {
  const env = loadEnv();
  const tracing = await startTracing({ env, component: "web", instance: randomUUID(), log: webLog() });
  if (tracing !== null) shutdownSignal.addEventListener("abort", () => void tracing.stop(), { once: true });
}
