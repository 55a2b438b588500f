import { defineConfig } from "vitest/config";

/** `unit` needs nothing; `integration` talks to a real Postgres and a real Kafka that its set-up starts. */
export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{domain,runtime,db,server,workers,client,dev,app}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.integration.test.ts", "**/node_modules/**"],
          // For what hangs: thousands of random cases take as long as the machine makes them.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["{db,server,workers,client,dev,app}/**/*.integration.test.ts"],
          globalSetup: ["dev/testing/global-setup.ts"],
          testTimeout: 60_000,
          // On a busy machine a broker may take longer than a test's patience; the report tells what was tried again.
          retry: 1,
          hookTimeout: 60_000,
          pool: "forks",
          maxWorkers: 2,
        },
      },
    ],
  },
});
