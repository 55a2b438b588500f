import type { TradeKey } from "@/db/queries/web/trade-file/prepare-trade-file";
import { formatMicros, parseMicros } from "@/domain/time/micros";

const MOST_ID = 2_147_483_647;

/** `7~2026-08-09T12:00:00.000001Z~31415`: instrument, time and trade id, as three columns of a file have them. */
export function formatTradeKey({ instrumentId, time, tradeId }: TradeKey): string {
  return `${instrumentId}~${formatMicros(time)}~${tradeId}`;
}

/** Only the trade id, which comes last, may hold a tilde. @returns null where the text is no trade's place */
export function parseTradeKey(text: string): TradeKey | null {
  const first = text.indexOf("~");
  const second = text.indexOf("~", first + 1);
  if (first < 1 || second < 0 || text.length > 500) return null;
  const id = text.slice(0, first);
  const time = parseMicros(text.slice(first + 1, second));
  const tradeId = text.slice(second + 1);
  const isKey =
    /^[1-9]\d{0,9}$/.test(id) &&
    Number(id) <= MOST_ID &&
    Number.isSafeInteger(time) &&
    time >= 0 &&
    tradeId !== "" &&
    !tradeId.includes("\0");
  return isKey ? { instrumentId: Number(id), time, tradeId } : null;
}
