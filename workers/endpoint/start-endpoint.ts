import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { collectProcessMetrics, registry } from "@/runtime/metrics";

export interface EndpointOptions {
  /** loopback unless the deployment says otherwise */
  host: string;
  /** 0 takes a free one */
  port: number;
  /** what stops this worker from doing its work; null where nothing does */
  notReady: () => Promise<string | null>;
}

export interface Endpoint {
  url: string;
  stop(): Promise<void>;
}

/**
 * `/metrics` for Prometheus, `/healthz` (the process lives; it asks nobody else), `/readyz` (it can do its work: 200, or
 * 503 with the reason). Reads only.
 * @throws Error where the port is taken
 */
export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  collectProcessMetrics();
  const server = http.createServer((request, response) => {
    answer(options, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.listen(options.port, options.host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new Error(
      `K2_METRICS_PORT=${options.port} cannot be used on ${options.host}: ${cause instanceof Error ? cause.message : cause}; choose another port, or 0 for a free one`,
      { cause },
    );
  }
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  options: EndpointOptions,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const send = (status: number, type: string, body: string) => {
    response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
    response.end(request.method === "HEAD" ? undefined : body);
  };
  if (request.method !== "GET" && request.method !== "HEAD") return send(405, "text/plain", "GET only\n");
  switch (new URL(request.url ?? "/", "http://worker").pathname) {
    case "/metrics":
      return send(200, registry.contentType, await registry.metrics());
    case "/healthz":
      return send(200, "application/json", JSON.stringify({ status: "ok" }));
    case "/readyz": {
      const reason = await options.notReady();
      return reason === null
        ? send(200, "application/json", JSON.stringify({ ready: true }))
        : send(503, "application/json", JSON.stringify({ ready: false, reason }));
    }
    default:
      return send(404, "text/plain", "There are /metrics, /healthz and /readyz.\n");
  }
}
