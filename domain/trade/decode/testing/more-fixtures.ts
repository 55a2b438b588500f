import type { DecodedTrade } from "../../types";
import type { Fixture } from "./fixtures";

/** 2030-01-02T03:04:05.678Z */
const MILLIS = 1_893_553_445_678;

const trade: DecodedTrade = {
  exchange: "okx",
  market: "spot",
  symbol: "QQQ-USDT",
  canonicalSymbol: "QQQ/USDT",
  policy: "monotonic",
  tradeId: "501",
  sequence: 501n,
  timeMicros: MILLIS * 1000,
  price: "12.3400",
  quantity: "0.050",
  side: "sell",
};

const raw = (exchange: string) => `market.crypto.trades.${exchange}.raw`;

/** The feeds that number their trades without a promise, or not at all. */
export const MORE_FIXTURES: Fixture[] = [
  {
    decoder: "bitstamp",
    topic: raw("bitstamp"),
    key: null,
    frame: `{"data":{"id":501,"timestamp":"1893553445","amount":0.05,"amount_str":"0.050","price":12.34,"price_str":"12.3400","type":1,"microtimestamp":"${MILLIS}901","buy_order_id":1,"sell_order_id":2},"channel":"live_trades_qqqusd","event":"trade"}`,
    trades: [
      {
        ...trade,
        exchange: "bitstamp",
        symbol: "qqqusd",
        canonicalSymbol: "QQQ/USD",
        timeMicros: MILLIS * 1000 + 901,
      },
    ],
    ignored: [
      ['{"event":"bts:subscription_succeeded","channel":"live_trades_qqqusd","data":{}}', "subscription-ack"],
      ['{"event":"bts:heartbeat","channel":"","data":{}}', "heartbeat"],
      ['{"event":"data","channel":"order_book_qqqusd","data":{}}', "book"],
    ],
    unknown: '{"event":"later","channel":"live_trades_qqqusd","data":{}}',
  },
  {
    decoder: "bitfinex",
    topic: raw("bitfinex"),
    key: "tQQQUSD",
    frame: `[41,[[502,${MILLIS},3,12.5],[501,${MILLIS},-0.050,12.3400]],9]`,
    trades: [
      { ...trade, exchange: "bitfinex", symbol: "tQQQUSD", canonicalSymbol: "QQQ/USD" },
      {
        ...trade,
        exchange: "bitfinex",
        symbol: "tQQQUSD",
        canonicalSymbol: "QQQ/USD",
        tradeId: "502",
        sequence: 502n,
        price: "12.5",
        quantity: "3",
        side: "buy",
      },
    ],
    ignored: [
      ['[41,"hb",10]', "heartbeat"],
      [
        '{"event":"subscribed","channel":"trades","chanId":41,"symbol":"tQQQUSD","pair":"QQQUSD"}',
        "subscription-ack",
      ],
      ['{"event":"info","version":2}', "status"],
    ],
    unknown: '[41,"later",[1,2,3]]',
  },
  {
    decoder: "okx",
    topic: raw("okx"),
    key: null,
    frame: `{"arg":{"channel":"trades","instId":"QQQ-USDT"},"data":[{"instId":"QQQ-USDT","tradeId":"501","px":"12.3400","sz":"0.050","side":"sell","ts":"${MILLIS}"}]}`,
    trades: [trade],
    ignored: [
      ["pong", "heartbeat"],
      ['{"event":"subscribe","arg":{"channel":"trades","instId":"QQQ-USDT"}}', "subscription-ack"],
      ['{"arg":{"channel":"books5","instId":"QQQ-USDT"},"data":[]}', "book"],
    ],
    unknown: '{"arg":{"channel":"later","instId":"QQQ-USDT"},"data":[]}',
  },
  {
    decoder: "bybit",
    topic: raw("bybit"),
    key: null,
    frame: `{"topic":"publicTrade.QQQUSDT","type":"snapshot","ts":${MILLIS},"data":[{"T":${MILLIS},"s":"QQQUSDT","S":"Sell","v":"0.050","p":"12.3400","i":"2290000009000000001","seq":7},{"T":${MILLIS},"s":"QQQUSDT","S":"Buy","v":"1","p":"12.35","i":"01234567-89ab-4cde-8f01-23456789abcd","seq":7}]}`,
    trades: [
      {
        ...trade,
        exchange: "bybit",
        symbol: "QQQUSDT",
        policy: "none",
        tradeId: "2290000009000000001",
        sequence: null,
      },
      {
        ...trade,
        exchange: "bybit",
        market: "linear",
        symbol: "QQQUSDT",
        policy: "none",
        tradeId: "01234567-89ab-4cde-8f01-23456789abcd",
        sequence: null,
        price: "12.35",
        quantity: "1",
        side: "buy",
      },
    ],
    ignored: [
      ['{"success":true,"op":"subscribe","conn_id":"c"}', "subscription-ack"],
      ['{"success":true,"ret_msg":"pong","op":"ping"}', "heartbeat"],
      ['{"topic":"orderbook.50.QQQUSDT","type":"delta","data":{}}', "book"],
    ],
    unknown: '{"topic":"later.QQQUSDT","type":"snapshot","data":[]}',
  },
  {
    decoder: "upbit",
    topic: raw("upbit"),
    key: null,
    frame: `{"ty":"trade","cd":"KRW-QQQ","tms":${MILLIS},"ttms":${MILLIS},"tp":12.3400,"tv":5.0E-2,"ab":"ASK","sid":18935534450000501}`,
    trades: [
      {
        ...trade,
        exchange: "upbit",
        symbol: "KRW-QQQ",
        canonicalSymbol: "QQQ/KRW",
        tradeId: "18935534450000501",
        sequence: 18935534450000501n,
        quantity: "0.050",
      },
    ],
    ignored: [
      ['{"status":"UP"}', "heartbeat"],
      ['{"type":"orderbook","code":"KRW-QQQ"}', "book"],
    ],
    unknown: '{"ty":"later","cd":"KRW-QQQ"}',
  },
  {
    decoder: "asx-csv",
    topic: "market.equities.trades.asx.raw",
    key: "QQQ",
    frame: "01/02/2030,14:04:05.678,12.3400,50,2,X,17\r",
    trades: [
      {
        ...trade,
        exchange: "asx",
        market: "equities",
        symbol: "QQQ",
        canonicalSymbol: "QQQ",
        policy: "none",
        tradeId: null,
        sequence: null,
        quantity: "50",
        side: "unknown",
      },
    ],
    ignored: [["Date,Time,Price,Volume,Qualifiers,Venue,BuyerID", "csv-header"]],
    unknown: "01/02/2030,14:04:05.678,12.3400",
  },
];
