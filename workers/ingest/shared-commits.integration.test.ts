import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { openPosition } from "@/db/queries/ingest/open-position";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import "@/dev/testing/provided";
import { readDecoderState } from "@/domain/trade/decode/decoder-state";
import { readLedger } from "@/server/services/ledger/read-ledger";
import { type CommitDeps, commitBatch } from "./commit-batch";
import { decodeBatch } from "./decode-batch";
import { InstrumentCache } from "./instrument-cache";
import { noRegistry } from "./schema-registry";
import { SharedCommits } from "./shared-commits";
import { binanceFrame } from "./testing/binance-frame";
import { TradeDays } from "./trade-days";
import type { DecodedBatch } from "./types";

const TOPIC = "market.crypto.trades.binance.raw";

let databases: TestDatabase[] = [];
let database: TestDatabase;
beforeEach(async () => {
  database = await openDatabase();
});
afterEach(async () => {
  await Promise.all(databases.map((one) => one.drop()));
  databases = [];
});

async function openDatabase(): Promise<TestDatabase> {
  const made = await createTestDatabase({
    url: inject("databaseUrl"),
    socketDir: inject("databaseSocket"),
  });
  databases.push(made);
  for (let partition = 0; partition < 4; partition++) await openPosition(made.sql, TOPIC, partition, 0);
  return made;
}

function depsOf({ sql }: TestDatabase): CommitDeps {
  return {
    sql,
    instruments: new InstrumentCache(sql),
    days: new TradeDays(sql),
    worker: "test",
    resetWindowMicros: 3_600_000_000,
    latencies: { add: () => undefined },
  };
}

/** What a partition holds from an offset on. */
function batchOf(partition: number, from: number, frames: readonly string[]): DecodedBatch {
  return decodeBatch(
    {
      topic: TOPIC,
      partition,
      fetchedAt: 1_750_000_000_000_000,
      records: frames.map((frame, i) => ({
        offset: from + i,
        timestampMs: 1_750_000_000_000,
        key: null,
        value: Buffer.from(frame),
        headers: {},
      })),
    },
    {
      from,
      lost: null,
      state: readDecoderState(null),
      schemas: noRegistry.lookup,
      build: "test",
      unstorable: new Map(),
    },
  );
}

async function transactionsOfTrades(): Promise<number> {
  const [row] = await database.sql<
    { count: bigint }[]
  >`select count(distinct xmin::text) as count from trades`;
  return Number(row?.count);
}

/** All that ingest keeps, without what differs between runs. */
async function contents({ sql }: TestDatabase): Promise<unknown> {
  const ledger = await readLedger(sql, { recount: true });
  const trades = await sql`
    select i.symbol, t.sequence, t.price::text, t.quantity::text, p.partition, t.source_offset
    from trades t join instruments i on i.id = t.instrument_id join partition_positions p on p.id = t.source_id
    order by 1, 2`;
  const gaps = await sql`
    select i.symbol, g.from_sequence, g.to_sequence, g.missing::text, g.state, g.source_offset, p.partition
    from sequence_gaps g join instruments i on i.id = g.instrument_id join partition_positions p on p.id = g.source_id
    order by 1, 2`;
  const candles = await sql`
    select i.symbol, c.bucket, c.open::text, c.close::text, c.volume::text, c.trades
    from candles_1m c join instruments i on i.id = c.instrument_id order by 1, 2`;
  const letters = await sql`select partition, source_offset, code from dead_letters order by 1, 2`;
  return {
    balanced: ledger.balanced,
    instruments: ledger.instruments.map(({ instrumentId, ...rest }) => rest),
    partitions: ledger.partitions.map(({ topic, partition, consumed, stored, duplicates, deadLettered }) => ({
      topic,
      partition,
      consumed,
      stored,
      duplicates,
      deadLettered,
    })),
    trades: [...trades],
    gaps: [...gaps],
    candles: [...candles],
    letters: [...letters],
  };
}

describe("small batches of several partitions", () => {
  it("share a transaction when they are ready together", async () => {
    const commits = new SharedCommits(depsOf(database));
    const outcomes = await Promise.all(
      [0, 1, 2, 3].map((partition) =>
        commits.commit(batchOf(partition, 0, [binanceFrame(partition + 1, {}, `A${partition}USDT`)])),
      ),
    );
    expect(outcomes.map((one) => one.kind === "committed" && one.stored)).toEqual([1, 1, 1, 1]);
    expect(await transactionsOfTrades()).toBe(1);
    expect((await readLedger(database.sql, { recount: true })).balanced).toBe(true);
  });

  it("are stored without one that is halted, and without one that stands elsewhere", async () => {
    await database.sql`update partition_positions set halted_at = now() where partition = 1`;
    await database.sql`update partition_positions set next_offset = 7 where partition = 2`;
    const commits = new SharedCommits(depsOf(database));
    const outcomes = await Promise.all(
      [0, 1, 2, 3].map((partition) =>
        commits.commit(batchOf(partition, 0, [binanceFrame(partition + 1, {}, `A${partition}USDT`)])),
      ),
    );
    expect(outcomes.map((one) => one.kind)).toEqual(["committed", "halted", "moved", "committed"]);
    expect(outcomes[2]).toEqual({ kind: "moved", nextOffset: 7 });
    const stored = await database.sql`select source_id from trades`;
    expect(stored).toHaveLength(2);
  });

  it("are stored without one that the database refuses", async () => {
    await database.sql`
      create function refuse() returns trigger language plpgsql as $$
      begin
        if new.price = 666 then raise check_violation using message = 'an evil price'; end if;
        return new;
      end $$`;
    await database.sql`create trigger refuse before insert on trades for each row execute function refuse()`;
    const commits = new SharedCommits(depsOf(database));
    const outcomes = await Promise.allSettled(
      [0, 1, 2].map((partition) =>
        commits.commit(
          batchOf(partition, 0, [
            binanceFrame(partition + 1, { p: partition === 1 ? "666" : "5" }, `A${partition}USDT`),
          ]),
        ),
      ),
    );
    expect(outcomes.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(outcomes[1]).toMatchObject({ reason: { code: "23514", message: "an evil price" } });
    const positions = await database.sql`select next_offset from partition_positions order by partition`;
    expect(positions.map((one) => one.next_offset)).toEqual([1n, 0n, 1n, 0n]);
  });

  it("leave what one after another would: also where partitions share instruments, with gaps, repetitions and letters", async () => {
    const record = fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({
          id: fc.integer({ min: 1, max: 40 }),
          symbol: fc.constantFrom("AAAUSDT", "BBBUSDT"),
        }),
      },
      { weight: 1, arbitrary: fc.constant(null) },
    );
    const rounds = fc.array(fc.tuple(...[0, 1, 2].map(() => fc.array(record, { maxLength: 12 }))), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(rounds, async (given) => {
        const [together, alone] = await Promise.all([openDatabase(), openDatabase()]);
        const commits = new SharedCommits(depsOf(together));
        const deps = depsOf(alone);
        const offsets = [0, 0, 0];
        for (const round of given) {
          const batches = round.flatMap((records, partition) => {
            const from = offsets[partition] ?? 0;
            offsets[partition] = from + records.length;
            const frames = records.map((one) => (one === null ? "{" : binanceFrame(one.id, {}, one.symbol)));
            return frames.length === 0 ? [] : [batchOf(partition, from, frames)];
          });
          const shared = await Promise.all(batches.map((batch) => commits.commit(batch)));
          const single = [];
          for (const batch of batches) single.push(await commitBatch(deps, batch));
          const counts = (outcomes: typeof shared) =>
            outcomes.map((one) => one.kind === "committed" && [one.stored, one.duplicates]);
          expect(counts(shared)).toEqual(counts(single));
        }
        expect(await contents(together)).toEqual(await contents(alone));
        await Promise.all([together, alone].map((one) => one.drop()));
        databases = databases.filter((one) => one !== together && one !== alone);
      }),
      { numRuns: 15 },
    );
    // Thirty databases of their own take as long as the machine makes them.
  }, 240_000);
});
