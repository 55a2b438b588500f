/** A message's bytes, without a copy where the library gave them in one piece. */
export function asBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}

/** The value of a JSON text, undefined where it is none. */
export function parseJson(frame: Buffer): unknown {
  try {
    return JSON.parse(frame.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** A `Retry-After` header in milliseconds, ten minutes at most; the seconds form only, as exchanges send it. */
export function retryAfterMs(header: string | undefined): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 600) * 1000 : 0;
}

/** For `send` and `ping`: one that fails is followed by the socket's end, which is where it is handled. */
export function ignoreError(): void {}
