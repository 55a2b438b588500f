import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import { startDemo } from "@/dev/demo/start-demo";
import { ensureServices } from "@/dev/services/ensure-services";
import { pickPort } from "@/dev/services/ports";
import { resetServices } from "@/dev/services/reset";
import { childEnv, loadEnv } from "@/runtime/env";
import { Lifecycle } from "@/runtime/lifecycle";

/** Playwright against a demo of its own: real services, simulator, workers and the built web app. */
const report = process.argv[2] ?? "test-reports/browser.json";
const log = pino({ name: "browser-tests", level: "warn" }, pino.destination(2));
const lifecycle = new Lifecycle(log, 40_000).listen();
const dataDir = await mkdtemp(path.join(os.tmpdir(), "k2-e2e-"));
let code = 1;
process.exitCode = 1; // also where a signal ends it

try {
  const env = { ...loadEnv(), K2_DATA_DIR: dataDir };
  lifecycle.onEnd("data folder", async () => {
    await resetServices(dataDir, log);
    await rm(dataDir, { recursive: true, force: true });
  });
  const services = await ensureServices({
    dataDir,
    need: { postgres: true, kafka: true },
    log,
    unsafe: true,
  });
  lifecycle.onEnd("services", services.stop);
  const { url, controlUrl } = await startDemo({
    env,
    log,
    lifecycle,
    services,
    dataDir,
    live: false,
    rate: 200,
    port: await pickPort(),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`console at ${url}\n`);
  code = await playwright(url, controlUrl);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
} finally {
  await lifecycle.end();
}
process.exit(code);

function playwright(url: string, controlUrl: string | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...process.argv.slice(3)],
      {
        stdio: ["ignore", "inherit", "inherit"],
        env: childEnv({
          K2_E2E_URL: url,
          K2_E2E_CONTROL_URL: controlUrl ?? undefined,
          // The tests that stop Kafka or a worker find them by it.
          K2_DATA_DIR: dataDir,
          K2_E2E_FAULTS: "true",
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        }),
      },
    );
    lifecycle.onEnd("playwright", () => void child.kill("SIGTERM"));
    child.once("error", reject);
    child.once("exit", (exit) => resolve(exit ?? 1));
  });
}
