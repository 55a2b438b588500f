type Table = (name: string) => string;

/** What moves the cost, and what can be done about it. */
export function strategySection(table: Table): string {
  return `## What moves it

Each input halved and doubled, all else as it is. Longest first.

${table("tornado")}

## Optimisation strategies

Change against the table above, USD a month; a minus saves.

${table("levers")}

Savings overlap. Compression shrinks the traffic that rack-aware fetch would have saved, so both together save less than the sum:

${table("interaction")}

In order of worth at 1M/s:

1. **Rack-aware fetch.** A setting on brokers and consumers, and the largest line is gone. It does nothing for producers: they
   must reach the leader.
2. **Compression on the wire.** Pays three times: traffic, disk and brokers. Batch before changing codecs.
3. **Fewer readings of the stream.** Each consumer group is a full copy across the zones. Join readers that do the same work.
4. **Columnar compression and cold classes.** The lake keeps growing after everything else is level. Sort within files; move what
   nobody reads.
5. **Retention.** Kafka keeps three copies on disks with room to spare; object storage keeps one and bills bytes. Keep in
   Kafka what a repair needs.
6. **Broker size.** Many small brokers can be cheaper than few large ones, until their number meets the cluster's limit.
7. **Commit interval.** Matters for a small lake with many writers, hardly for a large one whose files are full anyway.

### Kinds of brokers

${table("brokers")}

Serverless has a floor of its own, above that of three small brokers, and a fee on every GB: it buys operations, not money. Express
trades disk planning for another such fee. Graviton saves little here by its price; it carries more per broker.

### Upper bounds, until a quote replaces them

These rest on discounts AWS advertises as "up to", or on prices only remembered. They are off by default.

${table("unverified-levers")}

A Savings Plan covers what Spot leaves, never the same hour again, and MSK brokers are covered by neither.`;
}

/** How to run the money. */
export function finopsSection(table: Table): string {
  return `## FinOps practices

**Unit economics.** Report USD a million messages, USD a raw GB ingested, USD a TB-month kept and USD a query, average and
marginal (FinOps Foundation, *measure unit costs*). A bill that rises with the market is healthy; a unit cost that rises is a
question.

**Allocation and showback.** Tag account, environment, service, pipeline stage, exchange, owner and cost centre. Shared lines are
spread by what drives them: Kafka by bytes in, out and retained, never by message count, because a small-message feed would
subsidise a large-message one. What nobody can be charged with is shown as unallocated; hiding it loses the argument. Showback
first, chargeback once the numbers are believed.

${table("allocation")}

**Anomaly detection.** Alert on USD a million messages and on GB a message as well as on spend: spend follows the market, the two
ratios do not. Give traffic between zones its own line (\`DataTransfer-Regional-Bytes\`; the console files it under EC2-Other). A
new consumer group, a client without its rack, a producer that stopped compressing: each shows in GB a message the same day.

**Commitments.** Commit to the measured trough of worker and database hours, not to the average. Track coverage, utilisation and the
effective savings rate. Leave MSK out: no commitment for it was found.

**Forecast and budget.** Budget from the month-by-month forecast, not from the steady state and not from the first invoice. Compare
actual and model line by line each month; recalibrate where a line is more than 10 % off. Calibration replaces message size, rates,
compression, fan-out, row share and messages a core by what the pipeline measured, with window and sample size, and asks before it
prices a rate more than ten times the measured one.

**Export.** One row a charge in FOCUS columns, tagged with the line and \`source: model\`, to be laid beside the provider's own FOCUS
export and joined by service.

${table("focus")}

**Rhythm.** Daily: anomalies. Weekly: unit costs against last week, unallocated share. Monthly: actual against model, price sheet
refresh, right-sizing of brokers against measured peaks. Quarterly: commitments and levers again.`;
}

/** What is wrong with the numbers the platform's own document prints. */
export function critiqueSection(table: Table): string {
  return `## K2's own published numbers

K2's cost document states a cost per message about a hundred times its own totals: the division slipped by two places, and the wrong
figure went into its README and its demos. Its month has 30 days.

${table("k2-headline")}

At its own 100 bytes a message this model is not far from K2's totals, but for other reasons: it adds traffic between zones, workers and
broker disks, which K2 leaves out, and it has no query cluster. Row by row:

${table("k2-rows")}

Further:

- Its rows add up to 22,132 and 166,816, not to the 22,060 and 165,600 below them.
- Its calculator, run, prints 1,546, 24,213 and 260,261 a month; the "example output" beside it is another. It ignores retention and
  gives every broker size the same 50,000 messages/s.
- It discounts MSK by reservation, which was not found to exist, and stacks reserved prices and Spot on the same workers.
- It prices Intelligent-Tiering as Infrequent Access from the first day, without the 30 days at the frequent price and the
  monitoring fee.
- 100 bytes a message is below what its own encoder writes (255 bytes for a Binance trade); its 5:1 compression is 10:1 elsewhere.
- 1M/s was never run. The highest rate measured on a stream is 138 messages/s a handler; the 236,000 rows/s it also quotes is a batch
  copy.`;
}
