import { showText } from "../../json/show-value";
import type { SequencePolicy } from "../../types";
import { isDigits, MAX_ID } from "../fields/read-id";
import { refuse } from "../refusal";

const MAX_ID_LENGTH = 128;

/** Venues whose own numbers rise by 1 per instrument; K2 passes them on. */
const CONTIGUOUS = new Set(["binance", "coinbase"]);

/** How a trade of a normalized record is told from others. */
export interface TradeIdentity {
  tradeId: string | null;
  sequence: bigint | null;
  policy: SequencePolicy;
}

/**
 * The venue's number in K2's `trade_id`: `{EXCHANGE}-{id}` in TradeV2, bare in NormalizedTrade. The sequence fields
 * are not used: K2 fills them with a channel number (Kraken), a connection's counter (Coinbase) or nothing.
 * Refuses `ID_MISSING`, `ID_NOT_PRINTABLE` and `ID_TOO_LARGE`.
 */
export function readIdentity(exchange: string, tradeId: string, path: string): TradeIdentity {
  const prefix = `${exchange}-`;
  const bare = tradeId.toLowerCase().startsWith(prefix) ? tradeId.slice(prefix.length) : tradeId;
  if (isDigits(bare)) {
    const sequence = BigInt(bare);
    if (sequence <= MAX_ID) {
      return { tradeId: bare, sequence, policy: CONTIGUOUS.has(exchange) ? "contiguous" : "monotonic" };
    }
  }
  if (!/^[\x21-\x7e]+$/.test(bare) || bare.length > MAX_ID_LENGTH || /^\d+$/.test(bare))
    return refuseId(bare, path);
  // K2 makes up Kraken's ids of time and pair: two fills of one millisecond share one, so it identifies nothing.
  if (exchange === "kraken") return { tradeId: null, sequence: null, policy: "none" };
  return { tradeId: bare, sequence: null, policy: "none" };
}

function refuseId(bare: string, path: string): never {
  const code = bare === "" ? "ID_MISSING" : /^\d+$/.test(bare) ? "ID_TOO_LARGE" : "ID_NOT_PRINTABLE";
  return refuse({
    stage: "validate",
    code,
    message: `The trade id ${showText(bare, 80)} must be a number up to ${MAX_ID}, or 1 to ${MAX_ID_LENGTH} printable characters. Correct it and replay.`,
    path,
    value: bare,
  });
}
