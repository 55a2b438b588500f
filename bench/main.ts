import { writeFile } from "node:fs/promises";
import os from "node:os";
import { Command } from "commander";
import { CommandFailed, runCommand, wholeNumber } from "@/dev/cli/run-command";
import { createKafka } from "@/workers/kafka/client";
import type { BenchContext, BenchResult } from "./lib/context";
import { asText } from "./report/as-text";
import { recordReport } from "./report/record";
import type { BenchReport } from "./report/types";
import { SUITES } from "./suites";

const names = SUITES.map((suite) => suite.name);

interface Options {
  quick: boolean;
  rows?: number[];
  keep: boolean;
  only?: string;
  json?: string;
  document: boolean;
}

const command = new Command("bench")
  .description(
    `Benchmarks on the real services, side by side in one run. Suites: ${SUITES.map((suite) => `${suite.name} (${suite.about})`).join("; ")}.`,
  )
  .option("--quick", "a tenth of the records: about two minutes", false)
  .option(
    "--rows <counts>",
    "rows to generate, separated by commas; suite trades: 1000000 with --quick, else 1000000,10000000",
    rowCounts,
  )
  .option("--keep", "suite trades: leave its databases, and use those of an earlier run", false)
  .option("--only <names>", `suites, separated by commas: ${names.join(", ")}`)
  .option("--json <file>", "write the figures there too")
  .option("--document", "write the figures into docs/performance.md", false);

await runCommand(command, async ({ services, lifecycle, log }) => {
  const options = command.opts<Options>();
  const only = options.only?.split(",");
  const unknown = only?.filter((name) => !names.includes(name)) ?? [];
  if (unknown.length > 0)
    throw new CommandFailed(`there is no suite ${unknown.join(", ")}; suites are ${names.join(", ")}`);
  const chosen = SUITES.filter(
    (suite) => only?.includes(suite.name) ?? (!options.quick || suite.isQuick !== false),
  );

  const { databaseUrl, databaseSocket, kafkaBrokers } = await services({ postgres: true, kafka: true });
  const kafka = createKafka({ brokers: kafkaBrokers, clientId: "k2-bench", log });
  const admin = kafka.admin();
  await admin.connect();
  lifecycle.onEnd("kafka admin", () => admin.disconnect());

  const context: Omit<BenchContext, "producer"> = {
    databaseUrl,
    databaseSocket,
    brokers: kafkaBrokers,
    kafka,
    admin,
    log,
    quick: options.quick,
    rows: options.rows,
    keep: options.keep,
    signal: lifecycle.signal,
    say: (line) => process.stderr.write(`${line}\n`),
  };
  const results: BenchResult[] = [];
  for (const suite of chosen) {
    context.say(`── ${suite.name}: ${suite.about}`);
    // A producer asks for every topic that it ever wrote to, and fails once a suite has dropped one.
    const producer = kafka.producer();
    await producer.connect();
    try {
      results.push(await suite.run({ ...context, producer }));
    } finally {
      await producer.disconnect();
    }
  }
  const report: BenchReport = {
    at: new Date().toISOString(),
    machine: `${os.cpus().length} cores (${os.cpus()[0]?.model.trim() ?? "unknown"}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    quick: options.quick,
    results,
  };
  process.stdout.write(asText(report));
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 1)}\n`);
  if (options.document) await recordReport(report, names);
  return 0;
});

function rowCounts(text: string): number[] {
  return text.split(",").map(wholeNumber(100_000, 1_000_000_000));
}
