import type { DecodedTrade } from "../../types";

/** A feed's frames with made-up values, in the form of the venue. */
export interface Fixture {
  decoder: string;
  topic: string;
  key: string | null;
  /** one trade at least */
  frame: string;
  trades: DecodedTrade[];
  /** frames without a trade, and why they are ignored */
  ignored: [frame: string, reason: string][];
  /** of the venue's form, but of a type that it does not document */
  unknown: string | null;
}

/** 2030-01-02T03:04:05.678901Z */
const MICROS = 1_893_553_445_678_901;
const MILLIS = 1_893_553_445_678;
const ISO = "2030-01-02T03:04:05.678901Z";

const trade: DecodedTrade = {
  exchange: "binance",
  market: "spot",
  symbol: "QQQUSDT",
  canonicalSymbol: "QQQ/USDT",
  policy: "contiguous",
  tradeId: "501",
  sequence: 501n,
  timeMicros: MILLIS * 1000,
  price: "12.3400",
  quantity: "0.050",
  side: "sell",
};

const raw = (exchange: string) => `market.crypto.trades.${exchange}.raw`;

export const FIXTURES: Fixture[] = [
  {
    decoder: "binance-trade",
    topic: raw("binance"),
    key: null,
    frame: `{"stream":"qqqusdt@trade","data":{"e":"trade","E":${MILLIS + 1},"s":"QQQUSDT","t":501,"p":"12.3400","q":"0.050","T":${MILLIS},"m":true,"M":true}}`,
    trades: [trade],
    ignored: [
      [
        '{"stream":"qqqusdt@depth","data":{"e":"depthUpdate","s":"QQQUSDT","U":1,"u":2,"b":[],"a":[]}}',
        "book",
      ],
      [
        '{"stream":"qqqusdt@bookTicker","data":{"u":9,"s":"QQQUSDT","b":"1","B":"2","a":"3","A":"4"}}',
        "ticker",
      ],
      ['{"stream":"!miniTicker@arr","data":[{"e":"24hrMiniTicker"}]}', "ticker"],
      ['{"lastUpdateId":7,"bids":[["1","2"]],"asks":[]}', "book"],
      ['{"result":null,"id":1}', "subscription-ack"],
      ['{"error":{"code":2,"msg":"Invalid request"},"id":3}', "venue-error"],
    ],
    unknown: '{"stream":"qqqusdt@later","data":{"e":"laterEvent","s":"QQQUSDT"}}',
  },
  {
    decoder: "binance-agg-trade",
    topic: "market.crypto.aggtrades.binance-usdm.raw",
    key: "QQQUSDT",
    frame: `{"e":"aggTrade","E":${MILLIS},"s":"QQQUSDT","a":77,"p":"12.3400","q":"0.050","f":500,"l":502,"T":${MICROS},"m":false}`,
    trades: [{ ...trade, market: "usdm-agg", tradeId: "77", sequence: 77n, timeMicros: MICROS, side: "buy" }],
    ignored: [],
    unknown: null,
  },
  {
    decoder: "coinbase-exchange",
    topic: raw("coinbase"),
    key: "QQQ-USD",
    frame: `{"type":"match","trade_id":501,"maker_order_id":"m","taker_order_id":"t","side":"buy","size":"0.050","price":"12.3400","product_id":"QQQ-USD","sequence":9001,"time":"${ISO}"}`,
    trades: [
      { ...trade, exchange: "coinbase", symbol: "QQQ-USD", canonicalSymbol: "QQQ/USD", timeMicros: MICROS },
    ],
    ignored: [
      ['{"type":"ticker","trade_id":501,"product_id":"QQQ-USD","price":"12.34"}', "ticker"],
      ['{"type":"heartbeat","sequence":90,"product_id":"QQQ-USD"}', "heartbeat"],
      ['{"type":"subscriptions","channels":[]}', "subscription-ack"],
      ['{"type":"error","message":"no such product"}', "venue-error"],
    ],
    unknown: '{"type":"later","product_id":"QQQ-USD"}',
  },
  {
    decoder: "coinbase-advanced",
    topic: raw("coinbase-advanced"),
    key: null,
    frame: `{"channel":"market_trades","timestamp":"${ISO}","sequence_num":4,"events":[{"type":"update","trades":[{"product_id":"QQQ-USD","trade_id":"502","price":"12.35","size":"1","time":"${ISO}","side":"SELL"},{"product_id":"QQQ-USD","trade_id":"501","price":"12.3400","size":"0.050","time":"${ISO}","side":"BUY"}]}]}`,
    trades: [
      { ...trade, exchange: "coinbase", symbol: "QQQ-USD", canonicalSymbol: "QQQ/USD", timeMicros: MICROS },
      {
        ...trade,
        exchange: "coinbase",
        symbol: "QQQ-USD",
        canonicalSymbol: "QQQ/USD",
        tradeId: "502",
        sequence: 502n,
        timeMicros: MICROS,
        price: "12.35",
        quantity: "1",
        side: "buy",
      },
    ],
    ignored: [
      ['{"channel":"heartbeats","sequence_num":1,"events":[]}', "heartbeat"],
      ['{"channel":"l2_data","sequence_num":2,"events":[]}', "book"],
    ],
    unknown: '{"channel":"later","sequence_num":2,"events":[]}',
  },
  {
    decoder: "k2-coinbase-trade",
    topic: raw("coinbase"),
    key: "coinbase",
    frame: `{"trade_id":"501","product_id":"QQQ-USD","price":"12.3400","size":"0.050","side":"BUY","time":"${ISO}","sequence_num":8}`,
    trades: [
      { ...trade, exchange: "coinbase", symbol: "QQQ-USD", canonicalSymbol: "QQQ/USD", timeMicros: MICROS },
    ],
    ignored: [],
    unknown: null,
  },
  {
    decoder: "kraken-v2",
    topic: raw("kraken"),
    key: "QQQ/USD",
    frame: `{"channel":"trade","type":"snapshot","data":[{"symbol":"QQQ/USD","side":"sell","price":12.3400,"qty":5.0e-2,"ord_type":"limit","trade_id":501,"timestamp":"${ISO}"}]}`,
    trades: [
      {
        ...trade,
        exchange: "kraken",
        symbol: "QQQ/USD",
        canonicalSymbol: "QQQ/USD",
        timeMicros: MICROS,
        quantity: "0.050",
      },
    ],
    ignored: [
      ['{"channel":"heartbeat"}', "heartbeat"],
      ['{"method":"subscribe","success":true,"result":{}}', "subscription-ack"],
      ['{"method":"subscribe","success":false,"error":"no"}', "venue-error"],
    ],
    unknown: '{"channel":"later","type":"update","data":[]}',
  },
  {
    decoder: "kraken-v1",
    topic: raw("kraken"),
    key: null,
    frame:
      '[337,[["12.3400","0.050","1893553445.678901","s","l",""],["12.3400","0.050","1893553445.678901","s","l",""]],"trade","XBT/USD"]',
    trades: [0, 1].map(() => ({
      ...trade,
      exchange: "kraken",
      symbol: "XBT/USD",
      canonicalSymbol: "BTC/USD",
      policy: "none",
      tradeId: null,
      sequence: null,
      timeMicros: MICROS,
    })),
    ignored: [
      ['{"event":"heartbeat"}', "heartbeat"],
      ['{"connectionID":18239578009413566320,"event":"systemStatus"}', "status"],
      ['[12,{"a":[]},"book-10","XBT/USD"]', "book"],
    ],
    unknown: '[12,{},"later-5","XBT/USD"]',
  },
  {
    decoder: "k2-kraken-trade",
    topic: raw("kraken"),
    key: "kraken",
    frame:
      '{"channel_id":5,"pair":"XBT/USD","price":"12.3400","volume":"0.050","timestamp":"1893553445.678901","side":"s","order_type":"l","misc":"","ingestion_timestamp":1893553445700000}',
    trades: [
      {
        ...trade,
        exchange: "kraken",
        symbol: "XBT/USD",
        canonicalSymbol: "BTC/USD",
        policy: "none",
        tradeId: null,
        sequence: null,
        timeMicros: MICROS,
      },
    ],
    ignored: [],
    unknown: null,
  },
];
