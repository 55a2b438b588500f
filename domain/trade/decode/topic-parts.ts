/** The parts of `market.{asset class}.{kind}.{exchange}[.raw]`. */
export interface TopicParts {
  /** `crypto`, `equities` */
  assetClass: string;
  /** `trades`, `aggtrades`, `quotes` */
  kind: string;
  /** as in the topic: `binance`, `binance-usdm`, `coinbase-advanced` */
  exchange: string;
  /** `.raw` carries the exchange's own text, the others carry Confluent Avro */
  raw: boolean;
}
