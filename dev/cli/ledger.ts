import { Command } from "commander";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { type Ledger, readLedger } from "@/server/services/ledger/read-ledger";
import { runCommand } from "./run-command";

const command = new Command("ledger")
  .description(
    "The accounts: every record consumed and every number expected, against what is stored. Counts are compared with a recount of the stored trades. Exit code 1 where they do not balance.",
  )
  .option("--json", "print JSON", false)
  .option("--no-recount", "trust the counters: faster on large tables");

await runCommand(command, async ({ services, lifecycle }) => {
  const { json, recount } = command.opts<{ json: boolean; recount: boolean }>();
  const { databaseUrl, databaseSocket } = await services({ postgres: true, kafka: false });
  await migrate({ url: databaseUrl, socketDir: databaseSocket });
  const sql = connect({ url: databaseUrl, socketDir: databaseSocket, max: 1, applicationName: "k2-ledger" });
  lifecycle.onEnd("database", () => sql.end({ timeout: 5 }));
  const ledger = await readLedger(sql, { recount });
  process.stdout.write(json ? `${JSON.stringify(toJson(ledger), null, 1)}\n` : asText(ledger));
  return ledger.balanced ? 0 : 1;
});

/** Numbers beyond 2^53 are strings: JSON's readers would round them. */
function exact(value: bigint): number | string {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value.toString();
}

function toJson(ledger: Ledger) {
  return {
    partitions: ledger.partitions.map((one) => ({
      topic: one.topic,
      partition: one.partition,
      consumed: exact(one.consumed),
      decoded: exact(one.decoded),
      ignored: exact(one.ignored),
      deadLettered: exact(one.deadLettered),
      tradesDecoded: exact(one.tradesDecoded),
      stored: exact(one.stored),
      duplicates: exact(one.duplicates),
      conflicts: exact(one.conflicts),
      lost: exact(one.lost),
      ...(one.recounted === null ? {} : { recounted: exact(one.recounted) }),
      balanced: one.balanced,
    })),
    instruments: ledger.instruments.map((one) => ({
      exchange: one.exchange,
      market: one.market,
      symbol: one.symbol,
      canonicalSymbol: one.canonicalSymbol,
      policy: one.policy,
      stored: exact(one.stored),
      duplicates: exact(one.duplicates),
      conflicts: exact(one.conflicts),
      outOfOrder: exact(one.outOfOrder),
      resets: exact(one.resets),
      minSequence: one.minSequence === null ? null : exact(one.minSequence),
      maxSequence: one.maxSequence === null ? null : exact(one.maxSequence),
      // A feed whose numbers skip, or that has none, cannot tell what is missing: not applicable is not zero.
      missing: one.policy === "contiguous" ? exact(BigInt(one.missing)) : null,
      gaps: one.gaps.map(({ from, to }) => ({ from: exact(from), to: exact(to) })),
      quantity: one.quantity,
      notional: one.notional,
      ...(one.recounted === null ? {} : { recounted: exact(one.recounted) }),
      balanced: one.balanced,
    })),
    balanced: ledger.balanced,
  };
}

function asText(ledger: Ledger): string {
  const lines = ledger.partitions.map(
    (one) =>
      `${one.topic}/${one.partition}: consumed ${one.consumed} = decoded ${one.decoded} + dead-lettered ${one.deadLettered} + ignored ${one.ignored}; ` +
      `trades ${one.tradesDecoded} = stored ${one.stored} + duplicates ${one.duplicates}${one.lost > 0n ? `; lost ${one.lost}` : ""}${one.balanced ? "" : "  DOES NOT BALANCE"}`,
  );
  for (const one of ledger.instruments) {
    const missing =
      one.policy === "contiguous"
        ? `missing ${one.missing} in ${one.gaps.length} ranges`
        : "gaps not applicable";
    lines.push(
      `${one.exchange} ${one.market} ${one.symbol}: stored ${one.stored}, duplicates ${one.duplicates}, out of order ${one.outOfOrder}, ${missing}, ` +
        `quantity ${one.quantity}, notional ${one.notional}${one.balanced ? "" : "  DOES NOT BALANCE"}`,
    );
  }
  lines.push(ledger.balanced ? "balanced" : "NOT BALANCED");
  return `${lines.join("\n")}\n`;
}
