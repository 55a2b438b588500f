import { setTimeout as wait } from "node:timers/promises";
import { Command } from "commander";
import { CommandFailed, runCommand, wholeNumber } from "@/dev/cli/run-command";
import { catchUp } from "@/workers/ingest/caught-up";
import { STRIKES } from "./strikes";
import { verify } from "./verify";
import { openMarket, startWorld, type World } from "./world";

const PATTERN = /^market\.crypto\.trades\.[a-z]+\.raw$/;
const CATCH_UP_MS = 180_000;

const command = new Command("test:faults")
  .description(
    "Kills, freezes and cuts real workers, Kafka and Postgres under load, then holds the database against the simulator's truth.",
  )
  .option("--long", "spread over 30 minutes, with many more faults", false)
  .option("--rate <n>", "trades a second", wholeNumber(1, 20_000), 1_500)
  .option("--seed <n>", "of market and faults", wholeNumber(0), 7)
  .option("--tamper", "remove one stored record by hand before the check: it must then fail", false);

await runCommand(command, async ({ lifecycle, log }) => {
  const options = command.opts<{ long: boolean; rate: number; seed: number; tamper: boolean }>();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const random = seeded(options.seed);
  const world = await startWorld({ ...options, lifecycle, log });
  await Promise.all([world.fleet.ready(world.fleet.add()), world.fleet.ready(world.fleet.add())]);
  await openMarket(world);

  const plan = STRIKES.flatMap((strike) =>
    Array.from({ length: options.long ? strike.times.long : strike.times.short }, () => strike),
  );
  shuffle(plan, random);
  const pauseMs = options.long ? (30 * 60_000) / plan.length : 1_500;
  const struck = new Map<string, number>();
  for (const strike of plan) {
    await wait(random() * pauseMs * 2, undefined, { signal: lifecycle.signal });
    const started = Date.now();
    await strike.act(world, random);
    struck.set(strike.name, (struck.get(strike.name) ?? 0) + 1);
    say(`${strike.name} (${Date.now() - started} ms), ${world.simulator.stats().issued} trades issued`);
  }
  if (world.fleet.size === 0) await world.fleet.ready(world.fleet.add());
  await closeMarket(world);
  if (options.tamper) {
    await world.sql`delete from trades where ctid = (select ctid from trades limit 1) and tableoid = (select tableoid from trades limit 1)`;
    say("removed one stored record by hand");
  }
  const { problems, trades } = await verify(world.sql, world.simulator);
  say(`faults injected: ${[...struck].map(([name, times]) => `${name} × ${times}`).join("; ")}`);
  if (problems.length > 0)
    throw new CommandFailed(`${problems.length} differences:\n${problems.slice(0, 20).join("\n")}`);
  say(`${trades} trades: 0 lost, 0 twice, gaps and candles exact, the ledger balances`);
  return 0;
});

/** Halts the market and waits until all that was heard is stored. */
async function closeMarket(world: World): Promise<void> {
  world.simulator.setFaults([]);
  world.simulator.pause();
  await world.simulator.settled();
  const deadline = Date.now() + CATCH_UP_MS;
  while (world.feed.stats().some((one) => one.buffered > 0))
    await pauseUntil(deadline, "the feed did not empty");
  const admin = world.client.admin();
  await admin.connect();
  try {
    while ((await catchUp(admin, world.sql, PATTERN)).lag > 0n)
      await pauseUntil(deadline, "ingest did not catch up");
  } finally {
    await admin.disconnect();
  }
}

async function pauseUntil(deadline: number, problem: string): Promise<void> {
  if (Date.now() > deadline) throw new CommandFailed(`${problem} within ${CATCH_UP_MS / 1000} s`);
  await wait(100);
}

/** A small repeatable source of numbers from 0 to 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [list[i], list[j]];
    if (a !== undefined && b !== undefined) [list[i], list[j]] = [b, a];
  }
}
