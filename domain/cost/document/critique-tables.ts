import { type Decimal, decimal } from "../decimal";
import { priceOf } from "../estimate/charge";
import type { LineId } from "../estimate/lines";
import { show } from "../estimate/show";
import type { CostInputsDraft } from "../inputs/cost-inputs";
import type { PriceSheet } from "../prices/price-sheet";
import { dollars, markdownTable } from "../share/export-markdown";
import { type DocTable, documentEstimate, SCALE_LABELS } from "./doc-table";

/** Totals and unit costs as K2's `docs/operations/cost-model.md` prints them; its month has 30 days. */
const PUBLISHED = [
  { preset: "10k", rate: 10_000, total: 617, perMillion: 2.2 },
  { preset: "1m", rate: 1_000_000, total: 22_060, perMillion: 0.85 },
  { preset: "10m", rate: 10_000_000, total: 165_600, perMillion: 0.63 },
] as const;
const MILLION_SECONDS_OF_30_DAYS = 2.592;
/** Message size K2's document assumes, bytes. */
const K2_BYTES = 100;
/** Prices its rows use and ours does not, USD (Infracost test fixtures, as of 2024): EC2 r5 an hour, inter-region a GB. */
const R5_4XL = "1.008";
const R5_8XL = "2.016";
const INTER_REGION_GB = "0.02";
const HOURS = 730;

const headline: DocTable = {
  name: "k2-headline",
  commands: ["npm run cost -- --preset 1m --bytes 100"],
  render: (sheet) =>
    markdownTable(
      [
        "Scale",
        "K2's total",
        "K2's claim, USD/M",
        "its own total ÷ its messages",
        "claim too high by",
        "this model at 100 B, USD",
        "USD/M",
      ],
      PUBLISHED.map(({ preset, rate, total, perMillion }) => {
        const actual = decimal(total).div(decimal(rate).times(MILLION_SECONDS_OF_30_DAYS));
        const ours = documentEstimate(sheet, { preset, bytes: K2_BYTES });
        return [
          SCALE_LABELS[preset],
          dollars(String(total), 0),
          String(perMillion),
          dollars(actual.toFixed(), 4),
          `${decimal(perMillion).div(actual).toFixed(0)}×`,
          dollars(ours.total),
          dollars(ours.perMillionMessages, 4),
        ];
      }),
    ),
};

interface Claim {
  claim: string;
  published: string;
  recomputed: string;
  how: string;
}

function usd(value: Decimal): string {
  return `$${dollars(value.toFixed(), 0)}`;
}

function linesOf(sheet: PriceSheet, draft: CostInputsDraft, ...ids: LineId[]): Decimal {
  return documentEstimate(sheet, draft)
    .lines.filter(({ id }) => ids.includes(id))
    .reduce((sum, line) => sum.plus(line.usd), decimal(0));
}

function claims(sheet: PriceSheet): Claim[] {
  const requests = (count: string, id: "s3-put" | "s3-get") =>
    decimal(count).div(1_000).times(priceOf(sheet, id));
  const archive = (petabytes: number) => priceOf(sheet, "s3-deep-archive").times(petabytes).times(1_000_000);
  const broker = (count: number, id: "msk-m5-2xl" | "msk-m5-4xl") =>
    priceOf(sheet, id).times(count).times(HOURS);
  const uncompressed = { bytes: K2_BYTES, kafkaCompression: 1 };
  const crossing = (preset: "1m" | "10m") =>
    linesOf(sheet, { ...uncompressed, preset }, "cross-az-produce", "cross-az-consume");
  const week = decimal(10_000_000)
    .times(K2_BYTES)
    .times(3)
    .times(7 * 86_400)
    .div("1e12");
  const hours = decimal(100)
    .div(week)
    .times(7 * 24);
  return [
    {
      claim: "20 m5.2xl brokers, 1M/s",
      published: "$7,154",
      recomputed: usd(broker(20, "msk-m5-2xl")),
      how: "0.84 an hour, not 0.49",
    },
    {
      claim: "50 m5.4xl brokers, 10M/s",
      published: "$35,770",
      recomputed: usd(broker(50, "msk-m5-4xl")),
      how: "1.68 an hour, not 0.98",
    },
    {
      claim: "Disks of the brokers, 10 TB at 1M/s",
      published: "absent",
      recomputed: usd(priceOf(sheet, "msk-storage").times(10_000)),
      how: "MSK brokers come without storage; ten times that at 10M/s",
    },
    {
      claim: "Query nodes, 10M/s",
      published: "$50,037",
      recomputed: usd(decimal("50037").times("1.5")),
      how: `r5.4xl is ${R5_4XL} and r5.8xl ${R5_8XL} an hour; it takes two thirds of that`,
    },
    {
      claim: "Traffic between zones, 1M/s",
      published: "absent",
      recomputed: usd(crossing("1m")),
      how: "its 100 B uncompressed, three groups",
    },
    {
      claim: "Traffic between zones, 10M/s",
      published: "absent",
      recomputed: usd(crossing("10m")),
      how: "the same",
    },
    {
      claim: "Ingest workers, 1M/s",
      published: "absent",
      recomputed: usd(linesOf(sheet, { preset: "1m" }, "workers")),
      how: `and ${usd(linesOf(sheet, { preset: "1m", perCore: 138 }, "workers"))} if the 138 messages/s it measured were what a core can do; that handler was waiting for the market and for I/O`,
    },
    {
      claim: "500 billion PUTs",
      published: "$2,500",
      recomputed: usd(requests("5e11", "s3-put")),
      how: "a factor of 1,000",
    },
    {
      claim: "100 billion GETs",
      published: "$40",
      recomputed: usd(requests("1e11", "s3-get")),
      how: "a factor of 1,000",
    },
    { claim: "5 PB in Deep Archive", published: "$500", recomputed: usd(archive(5)), how: "" },
    { claim: "50 PB in Deep Archive", published: "$5,000", recomputed: usd(archive(50)), how: "" },
    {
      claim: "Replication to a second region, 10M/s",
      published: "$130",
      recomputed: usd(decimal(2_628_000).times(INTER_REGION_GB)),
      how: `2,628,000 GB × ${INTER_REGION_GB}`,
    },
    {
      claim: "7 days of Kafka in 100 TB, 10M/s",
      published: "7 days",
      recomputed: `${show(hours.toDecimalPlaces(1))} hours`,
      how: `7 days are ${show(week.toDecimalPlaces(0))} TB with three copies, ${usd(week.times(1_000).times(priceOf(sheet, "msk-storage")))} a month`,
    },
    {
      claim: "Target: under $0.001 a message",
      published: "a stretch",
      recomputed: `${show(decimal(1_000).div(decimal(22_060).div(2_592_000)).toSignificantDigits(4))}× its own cost`,
      how: "$0.001 a message is $1,000 a million",
    },
  ];
}

const rows: DocTable = {
  name: "k2-rows",
  commands: [
    "npm run cost -- --preset 1m --bytes 100 --kafka-compression 1",
    "npm run cost -- --preset 1m --per-core 138",
  ],
  render: (sheet) =>
    markdownTable(
      ["Row", "K2 prints", "Recomputed", "Why"],
      claims(sheet).map(({ claim, published, recomputed, how }) => [claim, published, recomputed, how]),
      ["left", "right", "right", "left"],
    ),
};

export const CRITIQUE_TABLES: readonly DocTable[] = [headline, rows];
