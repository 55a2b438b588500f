import { once } from "node:events";
import { createServer } from "node:http";
import { z } from "zod";

const attributes = z
  .array(
    z.object({
      key: z.string(),
      value: z.object({
        stringValue: z.string().optional(),
        intValue: z.union([z.string(), z.number()]).optional(),
        doubleValue: z.number().optional(),
        boolValue: z.boolean().optional(),
      }),
    }),
  )
  .default([])
  .transform((list) =>
    Object.fromEntries(
      list.map(({ key, value }) => [key, Object.values(value).find((one) => one !== undefined)]),
    ),
  );

/** A span as OTLP's JSON spells it. */
const span = z.object({
  traceId: z.string().regex(/^[0-9a-f]{32}$/),
  spanId: z.string().regex(/^[0-9a-f]{16}$/),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.coerce.bigint(),
  endTimeUnixNano: z.coerce.bigint(),
  attributes,
  status: z.object({ code: z.number().default(0) }).default({ code: 0 }),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
});
const request = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ scope: z.object({ name: z.string() }), spans: z.array(span) })),
    }),
  ),
});

export type ReceivedSpan = z.infer<typeof span> & { resource: z.infer<typeof attributes> };

/** What an OpenTelemetry collector is to those who send: an address that takes OTLP over HTTP, and keeps what came. */
export interface OtlpReceiver {
  /** for OTEL_EXPORTER_OTLP_ENDPOINT */
  url: string;
  /** read from JSON */
  spans: ReceivedSpan[];
  /** every request, as it came */
  requests: { path: string; contentType: string; body: Buffer }[];
  close(): Promise<void>;
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const requests: OtlpReceiver["requests"] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => void chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      const contentType = incoming.headers["content-type"] ?? "";
      requests.push({ path: incoming.url ?? "", contentType, body });
      if (contentType === "application/json") spans.push(...read(body));
      outgoing
        .writeHead(200, { "Content-Type": contentType })
        .end(contentType === "application/json" ? "{}" : "");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    spans,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function read(body: Buffer): ReceivedSpan[] {
  const { resourceSpans } = request.parse(JSON.parse(body.toString("utf8")));
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap((scope) => scope.spans.map((one) => ({ ...one, resource: resource.attributes }))),
  );
}

/** From a span up to its root, as far as they were received. */
export function ancestry(spans: readonly ReceivedSpan[], from: ReceivedSpan): ReceivedSpan[] {
  const parent = spans.find((one) => one.traceId === from.traceId && one.spanId === from.parentSpanId);
  return parent === undefined ? [from] : [from, ...ancestry(spans, parent)];
}
