import kafkajs, { type Kafka } from "kafkajs";
import type { Logger } from "pino";
import { registerCodecs } from "./codecs/register";
import { bridgeLog } from "./log";

/** How to reach the cluster. */
export type KafkaOptions = {
  /** `host:port` of at least one broker. */
  brokers: readonly string[];
  /** Names this process in the broker's logs and quotas. */
  clientId: string;
  /** Where the client's own lines go; without it the client is silent. */
  log?: Logger;
  /** How often a request is tried again; by default for about 25 s in all, which a broker's restart fits into. */
  retries?: number;
};

const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * A Kafka client with every codec K2's producers use. Opens no connection by itself. Calls made through it retry for
 * about 25 s in all (a broker restart is shorter) before they reject.
 *
 * @throws RangeError where `brokers` is empty.
 */
export function createKafka({ brokers, clientId, log, retries = 9 }: KafkaOptions): Kafka {
  if (brokers.length === 0) throw new RangeError("createKafka needs at least one broker");
  registerCodecs();
  const { Kafka: Client, logLevel } = kafkajs;
  return new Client({
    brokers: [...brokers],
    clientId,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: { initialRetryTime: 150, multiplier: 2, maxRetryTime: 5_000, retries },
    logLevel: log ? logLevel.WARN : logLevel.NOTHING,
    ...(log ? { logCreator: bridgeLog(log) } : {}),
  });
}
