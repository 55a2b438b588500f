import { createHash } from "node:crypto";
import type { DecodeErrorDetail } from "./decode-error";

/**
 * What dead letters of one cause share: 16 hex digits over code, decoder and path with its indexes made general
 * (`data[3].price` → `data[*].price`), never over the value that was wrong.
 */
export function fingerprint(detail: Pick<DecodeErrorDetail, "code" | "path" | "decoder">): string {
  const path = (detail.path ?? "").replace(/\[\d+\]/g, "[*]");
  const cause = JSON.stringify([detail.code, detail.decoder, path]);
  return createHash("sha256").update(cause).digest("hex").slice(0, 16);
}
