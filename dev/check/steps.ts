import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { playwrightFailures, vitestFailures } from "./failures";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Step {
  name: string;
  /** Node's arguments */
  args: readonly string[];
  env?: Record<string, string>;
  /** what it counted, all zero where it left no report; a step without is one check, judged by its exit code */
  count?: () => Counts;
  /** removed before the step runs: the counts of an earlier run say nothing */
  report?: string;
  /** what failed, each with the first lines of why; asked only of a step that failed */
  failures?: () => readonly string[];
}

const REPORTS = "test-reports";
const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

function read(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

function vitest(name: string): Step {
  const report = `${REPORTS}/${name}.json`;
  return {
    name,
    args: [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--project",
      name,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    report,
    count: () => {
      const parsed = vitestReport.safeParse(read(report));
      if (!parsed.success) return NOTHING;
      const { numPassedTests, numFailedTests, numPendingTests } = parsed.data;
      return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
    },
    failures: () => vitestFailures(read(report)),
  };
}

/** In the order of their speed: what is cheap to know is known first. */
export const STEPS: readonly Step[] = [
  { name: "lint", args: ["node_modules/@biomejs/biome/bin/biome", "check", "."] },
  {
    name: "rooms",
    args: [
      "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
      "--config",
      ".dependency-cruiser.cjs",
      ...[
        "app",
        "server",
        "domain",
        "db",
        "workers",
        "runtime",
        "client",
        "examples",
        "dev",
        "bench",
        "e2e",
      ].filter((room) => existsSync(room)),
    ],
  },
  { name: "types", args: ["node_modules/typescript7/bin/tsc", "--noEmit", "-p", "tsconfig.json"] },
  { name: "lockfile", args: ["dev/check/lockfile.mjs"] },
  vitest("unit"),
  vitest("integration"),
  { name: "faults", args: ["--import", "tsx", "dev/faults/main.ts"], env: { K2_LOG_LEVEL: "error" } },
  {
    name: "browser",
    args: ["--import", "tsx", "dev/check/browser-tests.ts", `${REPORTS}/browser.json`],
    report: `${REPORTS}/browser.json`,
    count: () => {
      const parsed = playwrightReport.safeParse(read(`${REPORTS}/browser.json`));
      if (!parsed.success) return NOTHING;
      const { expected, unexpected, flaky, skipped } = parsed.data.stats;
      return { passed: expected + flaky, failed: unexpected, skipped };
    },
    failures: () => playwrightFailures(read(`${REPORTS}/browser.json`)),
  },
];
