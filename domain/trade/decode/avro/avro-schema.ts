/** A compiled writer schema. */
export interface AvroSchema {
  /** full name of the record, e.g. `com.k2.marketdata.TradeV2` */
  name: string;
}
