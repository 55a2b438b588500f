import type { Book } from "../book";
import { formatUnits, trimZeros } from "../decimal";
import { FATE } from "../fate";
import { mix, mixWide } from "../random";
import { isoMicros } from "../time";

/** The maker's side is the opposite of the taker's: Coinbase's `match` and REST rows tell the maker's. */
function makerSide(flags: number): "buy" | "sell" {
  return (flags & FATE.takerSold) !== 0 ? "buy" : "sell";
}

/** `sequence` counts all order events of the product, so it jumps from match to match, by 3 to 71 here. */
export function coinbaseSequence(index: number): number {
  return 20_000_000_000 + 37 * index + (mix(31, index) % 35);
}

function uuid(seed: number, value: number): string {
  let text = "";
  for (let i = 0; i < 4; i++)
    text += mixWide(seed + i * 0x1f123bb5, value)
      .toString(16)
      .padStart(8, "0");
  const variant = "89ab"[mixWide(seed, value) & 3] ?? "8";
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-${variant}${text.slice(17, 20)}-${text.slice(20)}`;
}

/**
 * A `match`, or the `last_match` that answers a subscription. Fills of one taker order share its id.
 * Source: Coinbase Exchange, WebSocket channels, "Matches Channel".
 */
export function coinbaseMatch(book: Book, index: number, type: "match" | "last_match" = "match"): string {
  const { symbol, priceDecimals, sizeDecimals } = book.instrument;
  const at = book.timeAt(index);
  return (
    `{"type":"${type}","trade_id":${book.idAt(index)},"maker_order_id":"${uuid(1, at * 64 + (index & 63))}",` +
    `"taker_order_id":"${uuid(2, at)}","side":"${makerSide(book.flagsAt(index))}",` +
    `"size":"${trimZeros(formatUnits(book.lotsAt(index), sizeDecimals))}",` +
    `"price":"${formatUnits(book.ticksAt(index), priceDecimals)}","product_id":"${symbol}",` +
    `"sequence":${coinbaseSequence(index)},"time":"${isoMicros(at)}"}`
  );
}

/** A `ticker`: the same trade, told by the taker's side, not a second one. Its day statistics are only plausible. */
export function coinbaseTicker(book: Book, index: number): string {
  const { symbol, priceDecimals, sizeDecimals } = book.instrument;
  const ticks = book.ticksAt(index);
  const price = (units: bigint): string => formatUnits(units, priceDecimals);
  const sold = (book.flagsAt(index) & FATE.takerSold) !== 0;
  return (
    `{"type":"ticker","sequence":${coinbaseSequence(index)},"product_id":"${symbol}","price":"${price(ticks)}",` +
    `"open_24h":"${price((ticks * 99n) / 100n)}","volume_24h":"12873.45100000","low_24h":"${price((ticks * 97n) / 100n)}",` +
    `"high_24h":"${price((ticks * 102n) / 100n)}","volume_30d":"420118.77310000","best_bid":"${price(sold ? ticks : ticks - 1n)}",` +
    `"best_ask":"${price(sold ? ticks + 1n : ticks)}","side":"${sold ? "sell" : "buy"}","time":"${isoMicros(book.timeAt(index))}",` +
    `"trade_id":${book.idAt(index)},"last_size":"${trimZeros(formatUnits(book.lotsAt(index), sizeDecimals))}"}`
  );
}

/** A `heartbeat`, one a second and product. Source: Coinbase Exchange, WebSocket channels, "Heartbeat Channel". */
export function coinbaseHeartbeat(book: Book, nowMicros: number): string {
  const newest = book.count - 1;
  const sequence = newest < 0 ? 0 : coinbaseSequence(newest);
  const lastId = newest < 0 ? "0" : String(book.idAt(newest));
  return (
    `{"type":"heartbeat","last_trade_id":${lastId},"product_id":"${book.instrument.symbol}",` +
    `"sequence":${sequence},"time":"${isoMicros(nowMicros)}"}`
  );
}

/** A row of `/products/{id}/trades`; `side` is the maker's. Source: Exchange REST, "Get product trades". */
export function coinbaseHistoryRow(book: Book, index: number): string {
  const { priceDecimals, sizeDecimals } = book.instrument;
  return (
    `{"trade_id":${book.idAt(index)},"side":"${makerSide(book.flagsAt(index))}",` +
    `"size":"${formatUnits(book.lotsAt(index), sizeDecimals)}","price":"${formatUnits(book.ticksAt(index), priceDecimals)}",` +
    `"time":"${isoMicros(book.timeAt(index))}"}`
  );
}
