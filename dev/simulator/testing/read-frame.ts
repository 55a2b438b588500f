import { LosslessNumber, parse } from "lossless-json";
import type { Venue } from "../types";

/** A trade as a strict reader, written apart from the simulator, finds it in a frame. */
export interface ReadTrade {
  symbol: string;
  id: string;
  price: string;
  quantity: string;
  side: string;
  time: string;
}

function text(value: unknown): string {
  if (value instanceof LosslessNumber) return value.value;
  if (typeof value === "string") return value;
  throw new TypeError("neither text nor number");
}

function decimal(value: unknown): string {
  const read = text(value);
  if (!/^\d+(\.\d+)?$/.test(read) || /^[0.]+$/.test(read) || read.length > 30)
    throw new TypeError(`bad decimal ${read}`);
  return read;
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new TypeError("not an object");
  return Object.fromEntries(Object.entries(value));
}

function trade(
  fields: Record<string, unknown>,
  names: [string, string, string, string, string],
  side: string,
): ReadTrade {
  const [symbol, id, price, quantity, time] = names.map((name) => fields[name]);
  if (!/^[A-Z]+[-/]?[A-Z]+$/.test(text(symbol))) throw new TypeError("bad symbol");
  return {
    symbol: text(symbol),
    id: text(id),
    price: decimal(price),
    quantity: decimal(quantity),
    side,
    time: text(time),
  };
}

const opposite: Record<string, string> = { buy: "sell", sell: "buy" };

/** The trades of a frame; an empty list for what carries none; null for what cannot be read. */
export function readFrame(venue: Venue, frame: string): ReadTrade[] | null {
  try {
    const json = record(parse(frame));
    if (venue === "binance") {
      const event = "data" in json ? record(json.data) : json;
      if (event.e === "trade")
        return [trade(event, ["s", "t", "p", "q", "T"], event.m === true ? "sell" : "buy")];
      return event.e === "tradeBlock" ? null : [];
    }
    if (venue === "coinbase") {
      if (json.type !== "match" && json.type !== "last_match") return json.type === "match_block" ? null : [];
      return [
        trade(json, ["product_id", "trade_id", "price", "size", "time"], opposite[text(json.side)] ?? ""),
      ];
    }
    if (json.channel !== "trade") return json.channel === "trade_block" ? null : [];
    if (!Array.isArray(json.data)) return null;
    return json.data.map((row) => {
      const fields = record(row);
      return trade(fields, ["symbol", "trade_id", "price", "qty", "timestamp"], text(fields.side));
    });
  } catch {
    return null;
  }
}
