import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import getPort from "get-port";
import superjson from "superjson";
import { z } from "zod";
import { rulesOf } from "@/dev/monitoring/used-series";
import { expect, test } from "@/e2e/support/test";

const FOLDER = path.resolve(import.meta.dirname, "../docs/operations/monitoring");
const installed = spawnSync("prometheus", ["--version"]).status === 0;

const workers = z.array(z.object({ condition: z.string(), endpoint: z.string().nullable() }));
const targets = z.object({
  activeTargets: z.array(
    z.object({ health: z.string(), lastError: z.string(), labels: z.object({ job: z.string() }) }),
  ),
});
const rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), health: z.string() })) })),
});

/** `host:port` of each running worker's metrics, as its heartbeat names it. */
async function workerTargets(request: APIRequestContext): Promise<string[]> {
  const input = encodeURIComponent(JSON.stringify(superjson.serialize({})));
  const answer: { result: { data: Parameters<typeof superjson.deserialize>[0] } } = await (
    await request.get(`/api/trpc/pipeline.workers?input=${input}`)
  ).json();
  return workers
    .parse(superjson.deserialize(answer.result.data))
    .flatMap(({ condition, endpoint }) =>
      condition === "running" && endpoint !== null ? [new URL(endpoint).host] : [],
    );
}

test("a Prometheus scrapes the console and its workers without an error, and evaluates every rule", async ({
  request,
  baseURL,
}) => {
  test.skip(!installed, "needs Prometheus: install Debian's package prometheus");
  test.setTimeout(120_000);
  const folder = await mkdtemp(path.join(os.tmpdir(), "k2-prometheus-"));
  const port = await getPort({ host: "127.0.0.1" });
  const running = await workerTargets(request);
  expect(running.length).toBeGreaterThan(0);
  const jobs = [
    { job_name: "k2-web", static_configs: [{ targets: [new URL(baseURL ?? "").host] }] },
    { job_name: "k2-worker", static_configs: [{ targets: running }] },
  ];
  const all = ["k2-web", ...running.map(() => "k2-worker")];
  const shipped = await readFile(path.join(FOLDER, "rules.yml"), "utf8");
  await writeFile(path.join(folder, "rules.yml"), shipped);
  // JSON is YAML.
  const config = {
    global: { scrape_interval: "1s", evaluation_interval: "1s" },
    rule_files: ["rules.yml"],
    scrape_configs: jobs,
  };
  await writeFile(path.join(folder, "prometheus.yml"), JSON.stringify(config));
  const prometheus = spawn(
    "prometheus",
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--log.level=error",
    ],
    { stdio: "ignore" },
  );
  const ask = async <Answer>(what: string, shape: z.ZodType<Answer>): Promise<Answer | null> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${what}`).catch(() => null);
    return answer?.ok ? shape.parse((await answer.json()).data) : null;
  };
  try {
    await expect
      .poll(async () => (await ask("targets", targets))?.activeTargets.map((one) => one.health), {
        timeout: 60_000,
      })
      .toEqual(all.map(() => "up"));
    const found = (await ask("targets", targets))?.activeTargets ?? [];
    expect(found.map((one) => one.labels.job).sort()).toEqual(all);
    expect(found.map((one) => one.lastError)).toEqual(all.map(() => ""));
    const healths = async () =>
      (await ask("rules", rules))?.groups.flatMap((group) => group.rules.map((one) => one.health)) ?? [];
    await expect.poll(healths, { timeout: 60_000 }).toEqual(rulesOf(shipped).map(() => "ok"));
  } finally {
    prometheus.kill("SIGTERM");
    await new Promise((resolve) => prometheus.once("exit", resolve));
    await rm(folder, { recursive: true, force: true });
  }
});
