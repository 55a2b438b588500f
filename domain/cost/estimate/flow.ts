import { BYTES_PER_GB, SECONDS_PER_MONTH } from "../constants";
import { type Decimal, decimal } from "../decimal";
import type { ResolvedInputs } from "../inputs/resolve-scale";

/** The stream itself: what every other quantity is proportional to. */
export interface Flow {
  /** millions of messages a month */
  messagesMillions: Decimal;
  /** w, compressed MB/s into Kafka, average over the month */
  wire: Decimal;
  /** k·w, MB/s */
  peak: Decimal;
  /** compressed GB into Kafka a month */
  kafkaGb: Decimal;
  /** uncompressed GB a month, as the feeds deliver it */
  rawGb: Decimal;
  /** share of traffic that crosses a zone border */
  crossShare: Decimal;
}

/** w = R·B·A/ck/10⁶; a month's GB = w·2,628,000/1,000; the share across zones = (z − 1)/z with an even spread. */
export function flowOf(inputs: ResolvedInputs): Flow {
  const rate = decimal(inputs.rate);
  const rawPerSecond = rate.times(inputs.bytes);
  const wire = rawPerSecond.times(inputs.amplification).div(inputs.kafkaCompression).div(1_000_000);
  return {
    messagesMillions: rate.times(SECONDS_PER_MONTH).div(1_000_000),
    wire,
    peak: wire.times(inputs.peak),
    kafkaGb: wire.times(SECONDS_PER_MONTH).div(1_000),
    rawGb: rawPerSecond.times(SECONDS_PER_MONTH).div(BYTES_PER_GB),
    crossShare: decimal(inputs.zones - 1).div(inputs.zones),
  };
}
