import { ServiceError } from "@/server/errors";

/**
 * A request's body, read up to a limit: `Content-Length` is a promise, so the bytes themselves are counted.
 * @throws {ServiceError} TOO_LARGE past the limit
 */
export async function readBoundedBody(
  request: Request,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = () => {
    throw new ServiceError("TOO_LARGE", `The request is larger than ${limitBytes} bytes. Send it in parts.`);
  };
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > limitBytes) refuse();
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > limitBytes) {
      await reader?.cancel();
      refuse();
    }
    chunks.push(part.value);
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}
