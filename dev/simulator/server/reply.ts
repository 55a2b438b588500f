import type { IncomingMessage, ServerResponse } from "node:http";

const LARGEST_BODY = 4 * 1024 * 1024;

/** An error that the control API tells its caller, with the HTTP status it deserves. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A request's address; null where it is none, as `//`. */
export function urlOf(request: IncomingMessage): URL | null {
  const text = request.url ?? "/";
  return URL.canParse(text, "http://localhost") ? new URL(text, "http://localhost") : null;
}

/** Sends a body of JSON text. */
export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(text)),
    ...headers,
  });
  response.end(text);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendText(response, status, JSON.stringify(body));
}

/** Reads a request's JSON body; an empty one is undefined. Throws an HttpError where it is too large or no JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > LARGEST_BODY) throw new HttpError(413, `a body may have ${LARGEST_BODY} bytes`);
    parts.push(bytes);
  }
  const text = Buffer.concat(parts).toString();
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, "the body is not JSON");
  }
}
