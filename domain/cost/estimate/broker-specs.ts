import type { PriceId } from "../prices/price-ids";

export interface StandardBrokerSpec {
  priceId: PriceId;
  /** L: sustained ingress a broker, MB/s. A sizing guideline, not a quota: AWS publishes none for Standard brokers. */
  ingressMBps: number;
  /** partitions a broker, replicas counted (MSK best practices, "number of partitions per broker") */
  partitionLimit: number;
  /** baseline network, Gbit/s (EC2 instance network bandwidth, as listed by aws/karpenter-provider-aws@01a436f0b) */
  nicGbps: number;
}

type Sizes<Spec> = Readonly<Partial<Record<string, Spec>>>;

/** Guidelines stop at 4xl: throughput does not grow with the instance beyond it (AWS gives 154 MB/s for m7g.16xl). */
const M7G: Sizes<StandardBrokerSpec> = {
  large: { priceId: "msk-m7g-large", ingressMBps: 10, partitionLimit: 1_000, nicGbps: 0.937 },
  xl: { priceId: "msk-m7g-xl", ingressMBps: 20, partitionLimit: 1_000, nicGbps: 1.876 },
  "2xl": { priceId: "msk-m7g-2xl", ingressMBps: 39, partitionLimit: 2_000, nicGbps: 3.75 },
  "4xl": { priceId: "msk-m7g-4xl", ingressMBps: 78, partitionLimit: 4_000, nicGbps: 7.5 },
};
const M5: Sizes<StandardBrokerSpec> = {
  large: { priceId: "msk-m5-large", ingressMBps: 9, partitionLimit: 1_000, nicGbps: 0.75 },
  "2xl": { priceId: "msk-m5-2xl", ingressMBps: 31, partitionLimit: 2_000, nicGbps: 2.5 },
  "4xl": { priceId: "msk-m5-4xl", ingressMBps: 63, partitionLimit: 4_000, nicGbps: 5 },
};

export interface ExpressBrokerSpec {
  priceId: PriceId;
  /** sustained MB/s in and out a broker (MSK Express quota table) */
  ingressMBps: number;
  egressMBps: number;
  nicGbps: number;
}

const EXPRESS: Sizes<ExpressBrokerSpec> = {
  large: { priceId: "msk-express-large", ingressMBps: 15.6, egressMBps: 31.2, nicGbps: 0.937 },
  xl: { priceId: "msk-express-xl", ingressMBps: 31.2, egressMBps: 62.5, nicGbps: 1.876 },
  "2xl": { priceId: "msk-express-2xl", ingressMBps: 62.5, egressMBps: 125, nicGbps: 3.75 },
  "4xl": { priceId: "msk-express-4xl", ingressMBps: 124.9, egressMBps: 249.8, nicGbps: 7.5 },
  "8xl": { priceId: "msk-express-8xl", ingressMBps: 250, egressMBps: 500, nicGbps: 15 },
  "16xl": { priceId: "msk-express-16xl", ingressMBps: 500, egressMBps: 1_000, nicGbps: 30 },
};

function known<Spec>(sizes: Sizes<Spec>, size: string, kind: string): Spec {
  const spec = sizes[size];
  if (!spec)
    throw new Error(`no ${kind} broker of size ${size} is known: check the inputs with parseInputs first`);
  return spec;
}

export function standardBroker(family: "m7g" | "m5", size: string): StandardBrokerSpec {
  return known(family === "m7g" ? M7G : M5, size, `Standard ${family}`);
}

export function expressBroker(size: string): ExpressBrokerSpec {
  return known(EXPRESS, size, "Express");
}
