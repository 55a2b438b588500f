import { z } from "zod";
import { ServiceError } from "@/server/errors";

/**
 * A keyset cursor as opaque text: the key of the last row, tagged with the list it belongs to. It is checked on its
 * way back as strictly as any other input, since anybody can write one.
 */
export function encodeCursor(list: string, key: Record<string, string | number>): string {
  return Buffer.from(JSON.stringify({ list, ...key })).toString("base64url");
}

/**
 * The key in a cursor.
 * @throws {ServiceError} CURSOR_INVALID where it is not one that `encodeCursor` made for this list
 */
export function decodeCursor<Key>(list: string, schema: z.ZodType<Key>, cursor: string): Key {
  const envelope = z.looseObject({ list: z.literal(list) });
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const { list: _list, ...key } = envelope.parse(value);
    return schema.parse(key);
  } catch (cause) {
    throw new ServiceError(
      "CURSOR_INVALID",
      "This page link is not valid any more. Start again from the first page.",
      { cause },
    );
  }
}
