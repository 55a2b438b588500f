import type { DecodeError } from "../decode-error";
import { jsonTypeName } from "../json/json-value";
import { showText } from "../json/show-value";
import type { DecodeResult, RawRecord } from "../types";
import { asxCsv } from "./asx-csv";
import { binanceAggTrade } from "./binance-agg-trade";
import { binanceTrade } from "./binance-trade";
import { bitfinex } from "./bitfinex";
import { bitstamp } from "./bitstamp";
import { bybit } from "./bybit";
import { coinbaseAdvanced } from "./coinbase-advanced";
import { coinbaseExchange } from "./coinbase-exchange";
import { confluentAvro } from "./confluent-avro";
import type { DecodeContext, Decoder } from "./decoder";
import { Frame } from "./frame";
import { k2CoinbaseTrade } from "./k2-coinbase-trade";
import { k2KrakenTrade } from "./k2-kraken-trade";
import { krakenV1 } from "./kraken-v1";
import { krakenV2 } from "./kraken-v2";
import { okx } from "./okx";
import { parseTopic } from "./parse-topic";
import { Refusal, refuse, toDecodeError } from "./refusal";
import type { TopicParts } from "./topic-parts";
import { upbit } from "./upbit";

/**
 * Every format we read, one a line. A record is offered to those that accept its topic, in this order, until one
 * knows its format. A new exchange is one file and one line here: see docs/adding-an-exchange.md.
 */
export const DECODERS: readonly Decoder[] = [
  binanceTrade,
  binanceAggTrade,
  coinbaseExchange,
  coinbaseAdvanced,
  k2CoinbaseTrade,
  krakenV2,
  krakenV1,
  k2KrakenTrade,
  bitstamp,
  bitfinex,
  okx,
  bybit,
  upbit,
  asxCsv,
  confluentAvro,
];

/** Routes remembered: a cluster has tens of topics, and made-up names must not fill memory. */
const MAX_ROUTES = 1000;

interface Route {
  parts: TopicParts;
  decoders: readonly Decoder[];
}

const routes = new Map<string, Route>();

/**
 * Reads one record: its trades, or why it carries none. Pure but for `context.state`, which changes with frames
 * that later ones need.
 * @throws DecodeError where the record cannot be read: a dead letter
 * @throws SchemaPending where its Avro schema has to be fetched first: fetch it and decode again
 */
export function decodeRecord(record: RawRecord, context: DecodeContext): DecodeResult {
  let decoder: Decoder | undefined;
  let frame: Frame | undefined;
  try {
    const route = routes.get(record.topic) ?? findRoute(record.topic);
    decoder = route.decoders[0];
    frame = new Frame(record, readValue(record), route.parts);
    for (decoder of route.decoders) {
      const result = decoder.decode(frame, context);
      if (result !== null) return result;
    }
    return refuseShape(frame);
  } catch (error) {
    throw error instanceof Refusal ? explain(error, decoder, frame) : error;
  }
}

/** The decoders that a topic's records are offered to, in order; refuses `NO_DECODER`. */
function findRoute(topic: string): Route {
  const parts = parseTopic(topic);
  const decoders = parts === null ? [] : DECODERS.filter((decoder) => decoder.accepts(parts));
  if (parts === null || decoders.length === 0) {
    return refuse({
      stage: "decode",
      code: "NO_DECODER",
      message: `No decoder reads the topic ${showText(topic, 100)}. Topics are named market.{asset class}.trades.{exchange}[.raw]; add the exchange as docs/adding-an-exchange.md says, then replay.`,
      value: topic,
    });
  }
  const route = { parts, decoders };
  if (routes.size >= MAX_ROUTES) routes.clear();
  routes.set(topic, route);
  return route;
}

/** The record's bytes; refuses `NULL_VALUE` (a tombstone) and `EMPTY_VALUE`. */
function readValue({ value }: RawRecord): Buffer {
  if (value === null) {
    return refuse({
      stage: "decode",
      code: "NULL_VALUE",
      message:
        "The value is null: a tombstone, which deletes a key in a compacted topic and means nothing for trades. Discard it, and look at the producer.",
    });
  }
  if (value.length === 0) {
    return refuse({
      stage: "decode",
      code: "EMPTY_VALUE",
      message:
        "The value has 0 bytes; a frame needs at least 1. Look at the producer, then discard the record.",
    });
  }
  return value;
}

function refuseShape(frame: Frame): never {
  const json = frame.jsonIfRead();
  return refuse({
    stage: "schema",
    code: "UNKNOWN_SHAPE",
    message: `The frame is JSON (${jsonTypeName(json)}), but of no form that this topic's decoders know. If the venue changed its format, teach a decoder and replay; else discard it.`,
    value: frame.value.subarray(0, 200).toString("latin1"),
  });
}

function explain(refusal: Refusal, decoder: Decoder | undefined, frame: Frame | undefined): DecodeError {
  if (decoder && frame) {
    const whole = decoder.salvage(frame);
    refusal.salvage = {
      instrument: { ...whole.instrument, ...refusal.salvage.instrument },
      sequence: refusal.salvage.sequence ?? whole.sequence,
    };
  }
  return toDecodeError(refusal, decoder?.name ?? "none");
}
