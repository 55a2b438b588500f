import { existsSync } from "node:fs";
import { SingleBar } from "cli-progress";
import { Command } from "commander";
import { publishFile } from "@/dev/publish/publish-file";
import { createKafka } from "@/workers/kafka/client";
import { ensureTopics } from "@/workers/kafka/ensure-topics";
import { createProducer } from "@/workers/kafka/producer";
import { CommandFailed, runCommand, wholeNumber } from "./run-command";

interface Options {
  file: string;
  topic: string;
  rate?: number;
  repeat: number;
  key?: string;
  stripPrefix: boolean;
  partitions?: number;
}

const command = new Command("publish")
  .description(
    "Publishes a capture, one frame a line, to a topic, keyed as K2 keys it. Prints the record count.",
  )
  .requiredOption("--file <path>", "the capture; gzip is recognised by its content")
  .requiredOption("--topic <name>", "e.g. market.crypto.trades.binance.raw; made where it is missing")
  .option("--rate <n>", "records a second (default: as fast as Kafka takes them)", wholeNumber(1))
  .option("--repeat <n>", "how often the file is published", wholeNumber(1), 1)
  .option("--key <key>", "one key for all records, in place of K2's")
  .option(
    "--strip-prefix",
    "drop what stands before the first space of each line, e.g. a receive time",
    false,
  )
  .option(
    "--partitions <n>",
    "partitions of a topic that is made (default: K2_TOPIC_PARTITIONS)",
    wholeNumber(1, 1000),
  );

await runCommand(command, async ({ env, services, lifecycle, log }) => {
  const options = command.opts<Options>();
  if (!existsSync(options.file)) throw new CommandFailed(`there is no file ${options.file}: check --file`);
  const { kafkaBrokers } = await services({ postgres: false, kafka: true });
  const kafka = createKafka({ brokers: kafkaBrokers, clientId: "k2-publish", log });
  const admin = kafka.admin();
  await admin.connect();
  lifecycle.onEnd("admin", () => admin.disconnect());
  await ensureTopics(admin, [
    { topic: options.topic, partitions: options.partitions ?? env.K2_TOPIC_PARTITIONS },
  ]);
  const producer = createProducer(kafka, { idempotent: true });
  await producer.connect();
  lifecycle.onEnd("producer", () => producer.disconnect());
  const bar = new SingleBar({ format: "{value} records, {duration_formatted}", clearOnComplete: true });
  if (process.stderr.isTTY) bar.start(0, 0);
  const records = await publishFile(producer, {
    ...options,
    onProgress: (count) => bar.update(count),
    signal: lifecycle.signal,
  });
  bar.stop();
  process.stdout.write(`${records} records published to ${options.topic}\n`);
  return 0;
});
