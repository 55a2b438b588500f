import { createK2Client } from "k2-console/client";

/**
 * Whether every trade is accounted for: the accounts as lines; ends with 1 where they do not balance.
 *
 *   node --import tsx examples/read-ledger.ts http://127.0.0.1:3000
 */
const [url = "http://127.0.0.1:3000"] = process.argv.slice(2);
const ledger = await createK2Client({ url }).ledger.summary.query({});

// Counts are bigints: they add up exactly, however large.
const records = ledger.decoded + ledger.deadLettered + ledger.ignored + ledger.unexplainedRecords;
const trades = ledger.stored + ledger.duplicates + ledger.unexplainedTrades;
console.log(
  `records  ${ledger.consumed} consumed = ${records} decoded, dead-lettered, ignored or unexplained`,
);
console.log(`trades   ${ledger.tradesDecoded} decoded = ${trades} stored, duplicate or unexplained`);
console.log(`missing  ${ledger.missing} in ${ledger.openGaps} open gaps`);
console.log(ledger.accountedFor ? "Every trade is accounted for." : "The accounts do not balance.");
process.exitCode = ledger.accountedFor ? 0 : 1;
