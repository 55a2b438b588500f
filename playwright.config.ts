import { defineConfig } from "@playwright/test";
import { launchOptions } from "@/e2e/support/chromium";
import { loadEnv } from "@/runtime/env";

const GAPS = ["gaps.spec.ts", "numbers-restart.spec.ts"];

/** Browser tests against a console that runs already, with a market that moves; `npm test` starts both. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/browser",
  fullyParallel: true,
  // Two cores run the whole demo as well.
  workers: 2,
  // Two cores run services, simulator, workers, web and browsers: what passes only again is listed as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: "list",
  // What strikes at the services themselves comes after everything that needs them well.
  projects: [
    { name: "calm", grepInvert: /@fault/, testIgnore: GAPS },
    // What the simulator does wrong is one for all: what holds its memory against the page runs by itself.
    { name: "gaps", testMatch: GAPS, dependencies: ["calm"], fullyParallel: false, workers: 1 },
    { name: "faults", grep: /@fault/, dependencies: ["gaps"], fullyParallel: false, workers: 1 },
  ],
  use: {
    baseURL: loadEnv().K2_E2E_URL ?? "http://127.0.0.1:3000",
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    launchOptions: launchOptions(),
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
