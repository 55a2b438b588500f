import type { ExchangeName } from "../exchange";
import { binance } from "./binance";
import { coinbase } from "./coinbase";
import { kraken } from "./kraken";
import type { ExchangeProtocol } from "./protocol";

const protocols: Readonly<Record<ExchangeName, ExchangeProtocol>> = { binance, coinbase, kraken };

export function protocolOf(exchange: ExchangeName): ExchangeProtocol {
  return protocols[exchange];
}
