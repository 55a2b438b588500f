import { isAscii, isUtf8 } from "node:buffer";
import { refuse } from "../decode/refusal";

/**
 * The text of a record's value, which must be UTF-8 without a byte order mark (RFC 8259, section 8.1).
 * Refuses `EMPTY_VALUE`, `INVALID_UTF8` and `BYTE_ORDER_MARK`.
 */
export function readText(bytes: Buffer): string {
  if (bytes.length === 0) {
    return refuse({
      stage: "decode",
      code: "EMPTY_VALUE",
      message:
        "The value has 0 bytes; a frame needs at least 1. Look at the producer, then discard the record.",
    });
  }
  if (isAscii(bytes)) return bytes.toString("latin1");
  if (!isUtf8(bytes)) refuseUtf8(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    refuse({
      stage: "decode",
      code: "BYTE_ORDER_MARK",
      message:
        "The value starts with a UTF-8 byte order mark (EF BB BF), which JSON does not allow. Remove its 3 bytes and replay.",
      value: "EF BB BF",
    });
  }
  return bytes.toString("utf8");
}

function refuseUtf8(bytes: Buffer): never {
  const at = firstBadByte(bytes);
  const shown = bytes.subarray(at, at + 8).toString("hex");
  refuse({
    stage: "decode",
    code: "INVALID_UTF8",
    message: `Byte ${at} of ${bytes.length} (hex ${shown}) is not UTF-8. The frame was damaged or is not text: take it again from the venue, or discard it.`,
    value: shown,
  });
}

/** Offset of the first byte that is not UTF-8, by halving: O(n log n), on the error path only. */
function firstBadByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(bytes.subarray(0, wholeCharacters(bytes, middle)))) good = middle;
    else bad = middle;
  }
  return wholeCharacters(bytes, good);
}

/** The end of the last whole character at or before `end`, so that a cut does not look like damage. */
function wholeCharacters(bytes: Buffer, end: number): number {
  for (let back = 1; back <= 4 && end - back >= 0; back++) {
    const byte = bytes[end - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return back >= length ? end : end - back;
  }
  return end;
}
