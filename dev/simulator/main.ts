import { readFile } from "node:fs/promises";
import { Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { DEMO_FAULTS } from "./faults/demo";
import { type FaultScript, faultScript } from "./faults/schema";
import { startSimulator } from "./simulator";

function numberIn(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= low && value <= high))
      throw new InvalidArgumentError(`Not a number from ${low} to ${high}.`);
    return value;
  };
}

/** The wrong usage of a flag, told without a stack. */
class UsageError extends Error {}

async function readFaults(name: string): Promise<FaultScript> {
  if (name === "demo") return DEMO_FAULTS;
  if (name === "none") return [];
  let json: unknown;
  try {
    json = JSON.parse(await readFile(name, "utf8"));
  } catch (error) {
    throw new UsageError(`--faults ${name}: ${error instanceof Error ? error.message : "cannot be read"}`);
  }
  const read = faultScript.safeParse(json);
  if (!read.success) throw new UsageError(`--faults ${name}:\n${z.prettifyError(read.error)}`);
  return read.data;
}

const flags = z.object({
  port: z.number(),
  rate: z.number(),
  seed: z.string(),
  faults: z.string(),
  history: z.number(),
  duration: z.number().optional(),
});

async function run(): Promise<void> {
  const command = new Command("simulator")
    .description(
      "A local exchange that speaks the public protocols of Binance, Coinbase and Kraken. Stops on Ctrl-C.",
    )
    .option("--port <n>", "TCP port on 127.0.0.1, 0 for a free one", numberIn(0, 65_535), 0)
    .option("--rate <n>", "mean trades a second over all instruments", numberIn(0.01, 200_000), 200)
    .option("--seed <text>", "same seed, start and rate: the same trades", "1")
    .option("--faults <script>", "demo, none, or a JSON file with a fault script", "demo")
    .option("--history <seconds>", "how far the REST history reaches back", numberIn(0, 86_400), 1_800)
    .option("--duration <seconds>", "ends after this long", numberIn(0.001, 2_000_000))
    .exitOverride();
  command.parse();
  const wanted = flags.parse(command.opts());
  const simulator = await startSimulator({
    port: wanted.port,
    rate: wanted.rate,
    // the number 7 and the text "7" are the same seed
    seed: /^\d{1,9}$/.test(wanted.seed) ? Number(wanted.seed) : wanted.seed,
    faults: await readFaults(wanted.faults),
    historySeconds: wanted.history,
  });
  for (const [name, url] of Object.entries(simulator.urls)) console.log(`${name} ${url}`);
  console.log("ready");
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
    if (wanted.duration !== undefined) setTimeout(resolve, Math.min(wanted.duration * 1000, 2_147_483_647));
  });
  await simulator.stop();
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    // commander has told its own errors already
    if (error instanceof Error && "exitCode" in error) process.exit(error.exitCode === 0 ? 0 : 2);
    console.error(error instanceof Error ? error.message : error);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
