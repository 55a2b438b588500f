import { spawn } from "node:child_process";
import path from "node:path";
import { findJava } from "@/dev/bootstrap/java.mjs";
import { ensureKafkaJars } from "@/dev/bootstrap/kafka-jars.mjs";

/** Writes lines to a topic with Kafka's own console producer, packed with the codec. Rejects where it fails. */
export async function javaProduce(broker: string, topic: string, codec: string, lines: readonly string[]) {
  const where = ["--bootstrap-server", broker, "--topic", topic, "--compression-codec", codec];
  await runTool("org.apache.kafka.tools.ConsoleProducer", where, `${lines.join("\n")}\n`);
}

/** Reads `count` records from the start of a one-partition topic with Kafka's own console consumer. */
export async function javaConsume(broker: string, topic: string, count: number): Promise<string[]> {
  const where = ["--bootstrap-server", broker, "--topic", topic, "--partition", "0", "--offset", "earliest"];
  const limits = ["--max-messages", String(count), "--timeout-ms", "20000"];
  const out = await runTool("org.apache.kafka.tools.consumer.ConsoleConsumer", [...where, ...limits], "");
  return out.trimEnd().split("\n");
}

async function runTool(tool: string, args: readonly string[], input: string): Promise<string> {
  const java = findJava();
  const classPath = path.join(await ensureKafkaJars(), "*");
  return new Promise((resolve, reject) => {
    const light = ["-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];
    const child = spawn(java, [...light, "-cp", classPath, tool, ...args], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${tool} exit ${code}: ${err}${out}`)),
    );
    child.stdin.end(input);
  });
}
