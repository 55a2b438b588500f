import { createRequire } from "node:module";
import { loadEnv } from "@/runtime/env";
import { createLog } from "@/runtime/log";
import { startTracing } from "@/runtime/tracing/start-tracing";
import "@/workers/main";

/** Prints which of OpenTelemetry's packages a worker has loaded once it has decided about traces. */
const tracing = await startTracing({
  env: loadEnv(),
  component: "worker",
  instance: "test",
  log: createLog("test", "silent"),
});
const loaded = Object.keys(createRequire(import.meta.url).cache).flatMap(
  (file) => /@opentelemetry[/\\]([\w-]+)/.exec(file)?.[1] ?? [],
);
process.stdout.write(JSON.stringify([...new Set(loaded)]));
await tracing?.stop();
