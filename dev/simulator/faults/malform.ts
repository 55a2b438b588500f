import type { Venue } from "../types";
import type { MalformedKind } from "./schema";

/** What each venue calls the fields of a trade. */
const FIELDS: Record<
  Venue,
  { price: string; quantity: string; time: string; symbol: string; event: [string, string] }
> = {
  binance: { price: "p", quantity: "q", time: "T", symbol: "s", event: ['"e":"trade"', '"e":"tradeBlock"'] },
  coinbase: {
    price: "price",
    quantity: "size",
    time: "time",
    symbol: "product_id",
    event: ['"type":"match"', '"type":"match_block"'],
  },
  kraken: {
    price: "price",
    quantity: "qty",
    time: "timestamp",
    symbol: "symbol",
    event: ['"channel":"trade"', '"channel":"trade_block"'],
  },
};

/** Replaces the value of a field's first occurrence; `null` takes the whole member out, its comma too. */
function replace(text: string, field: string, value: string | null): string {
  const member = new RegExp(`"${field}":("[^"]*"|[^,}\\]]+)(,?)`);
  return text.replace(member, (_whole, _old, comma: string) =>
    value === null ? "" : `"${field}":${value}${comma}`,
  );
}

/** Spoils the text of a good frame in one way. Trade number and symbol stay readable wherever the way allows it. */
export function malform(text: string, kind: MalformedKind, venue: Venue): string | Buffer {
  const name = FIELDS[venue];
  const quoted = venue === "kraken" ? (value: string) => value : (value: string) => `"${value}"`;
  switch (kind) {
    case "truncated_json":
      return text.slice(0, Math.floor(text.length * 0.7));
    case "price_not_number":
      return replace(text, name.price, '"n/a"');
    case "missing_field":
      return replace(text, name.price, null);
    case "negative_quantity":
      return replace(text, name.quantity, quoted("-1.25000000"));
    case "zero_price":
      return replace(text, name.price, quoted("0.00000000"));
    case "huge_number":
      return replace(text, name.price, quoted(`9${"9".repeat(60)}.5`));
    case "wrong_type":
      return replace(text, name.time, '{"at":true}');
    case "unknown_event":
      return text.replace(...name.event);
    case "unknown_symbol":
      return replace(text, name.symbol, '"??UNLISTED??"');
    case "not_a_number_literal":
      return replace(text, name.quantity, "NaN");
    case "duplicate_key":
      return replace(text, name.price, `${quoted("1.00")},"${name.price}":${quoted("2.00")}`);
    case "deep_nesting":
      return replace(text, name.quantity, "[".repeat(5_000) + "]".repeat(5_000));
    case "not_json":
      return "<html><head><title>502 Bad Gateway</title></head><body>upstream went away</body></html>";
    case "binary":
      return Buffer.from([0, 0xff, 0xfe, 0x80, ...Buffer.from(text.slice(0, 24)), 0xc3, 0x28]);
    case "empty":
      return "";
  }
}
