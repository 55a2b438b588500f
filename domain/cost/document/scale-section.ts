import { EXAMPLE_BUDGET } from "./scale-tables";

type Table = (name: string) => string;

/** What it costs, and how that is computed. */
export function scaleSection(table: Table): string {
  return `## Three scales

${table("scales")}

Small platforms pay for standing still: brokers, database nodes and workers have a floor, and a message costs three times
what it does at 1M/s. Large ones pay for moving and keeping bytes: traffic between zones is the largest line, the lake the
second, and the brokers themselves are a tenth.

### By component

${table("breakdown")}

### Quantities behind the money

${table("quantities")}

### Per message

${table("per-message")}

Average and marginal cost answer different questions. The average says what the platform costs; the marginal one says what a
new feed adds. A broker, a node or a move from Fargate to EC2 is a step: "at 1 % more" shows the slope between steps,
"up to twice the rate" spreads them.

### Between the scales

${table("curve")}

- Row share, scanned bytes, metrics, logs and egress belong to a scale, not to a formula. Between two scales they are
  interpolated on a straight line between logarithms, so the curve meets all three presets exactly. Outside 10K to 10M
  they stay at the nearest scale's value and the estimate says so: three points say nothing about what lies beyond.
- Sizes and files a commit cannot be blended. They are the nearest scale's on a logarithmic axis and step at 100,000 and
  3,162,278 messages/s. The first is also where workers move from Fargate to EC2: small platforms are cheaper without
  machines to look after, large ones with.
- With a preset and another rate (\`--preset 1m --rate 2000000\`) only the rate changes.

## From month 1 to the steady state

An empty lake is cheap. Objects fill Standard, then Infrequent Access, then Glacier, and the bill rises for as long as they
are kept although nothing about the stream has changed. Every other table here shows the steady state. The mark stands beside
months above a budget of ${EXAMPLE_BUDGET.toLocaleString("en-US")} USD.

${table("forecast")}`;
}

/** Inputs, formulas and prices. */
export function assumptionSection(table: Table): string {
  return `## Assumptions

AWS, us-east-1, Linux, on demand, USD. A month is 730 hours or 2,628,000 seconds. A GB is 10⁹ bytes; AWS meters some services in
GiB, so those lines are up to 6.9 % too high. Nothing is rounded before a line is printed, and the total is the sum of the
printed lines.

Not in it: support, tax, staff, a second region, compaction, lifecycle transitions and retrieval from cold classes, root disks
of EC2 workers, a query coordinator, market-data licences.

${table("inputs")}

### Formulas

| Step | Formula |
| --- | --- |
| Wire | w = R·B·A/ck/10⁶ MB/s, at peak k·w; w·2,628 GB a month |
| Standard brokers | N = max(3, 3·⌈max(k·w/L, k·w·F/(3L), P·RF/limit, disk/16 TiB)/3⌉), L = 10, 20, 39, 78 MB/s for m7g large to 4xl |
| Express brokers | N = 3·⌈max(k·w/L in, k·w·F/L out)/3⌉, plus data in and stored GB |
| Serverless | cluster-hours, partition-hours, GB in, GB out, GB stored |
| Kafka disk | w·h·3.6·RF/u GB |
| Between zones | GB·(z − 1)/z·2 directions for producers; the same times F for consumers, 0 with rack-aware fetch |
| Workers | vCPU = max(floor, R·k·stages/(q·v)); Fargate below 100,000 messages/s, then c7g with one EKS cluster |
| Database | a day = rows/s·86,400·b GB; a node holds day·(1 + (d − 1)/c)/f; standbys receive every row across a zone |
| Lake | R·B/cs·φ a month, times the months in each class |
| Requests | (month/commit interval)·(max(files, ⌈bytes a commit/target⌉) + metadata files) PUTs |
| Queries | max(scanned TB, queries·10 MB) |
| NAT | R·B, uncompressed, where feeds arrive through it |

Replication between brokers costs disk and network capacity but no transfer fee on MSK. L is a sizing guideline; AWS publishes no
quota for Standard brokers, so a load test decides. Throughput does not keep growing with the instance, so no size above 4xl is
offered.

### Prices

No live price page could be read when the sheet was made: every price below is second-hand, with its source and its date. A price
older than 90 days is marked stale, a low-confidence one is used only by a lever that is off by default, and any can be
replaced (\`--price msk-storage=0.095\`). Refresh the sheet from the AWS Price List API before a decision rests on it.

${table("prices")}

### What the model doubts itself

${table("warnings")}`;
}
