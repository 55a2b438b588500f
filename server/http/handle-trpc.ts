import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { ServiceError } from "@/server/errors";
import { logFailure } from "@/server/http/log-failure";
import { readBoundedBody } from "@/server/security/read-bounded-body";
import { factsOf, judgeRequest } from "@/server/security/request-verdict";
import { traceRequest } from "@/server/tracing/trace-request";
import { createContext } from "@/server/trpc/context";
import { procedureType } from "@/server/trpc/procedure-type";
import { appRouter } from "@/server/trpc/root";

export const TRPC_ENDPOINT = "/api/trpc";
const BODY_LIMIT_BYTES = 1_000_000;
const BATCH_LIMIT = 24;

/** The whole API over HTTP. proxy.ts has judged the request already; it is judged again, since a proxy can be turned off. */
export async function handleTrpc(request: Request): Promise<Response> {
  const verdict = judgeRequest(factsOf(request));
  if (!verdict.allow) return refuse(verdict.status, verdict.reason);

  const paths = procedurePaths(request.url);
  if (paths === null) return refuse(400, "The address could not be read.");
  if (paths.length > BATCH_LIMIT) return refuse(413, `At most ${BATCH_LIMIT} calls fit into one request.`);
  if (request.method === "GET") {
    if (paths.some((path) => procedureType(appRouter, path) === "mutation")) {
      return refuse(405, "Changes are never made over GET.", { Allow: "POST" });
    }
    return answer(request);
  }
  if (request.method !== "POST")
    return refuse(405, "Reads are GET, changes are POST.", { Allow: "GET, POST" });
  if (!/^application\/json(?:;|$)/i.test(request.headers.get("content-type") ?? "")) {
    return refuse(415, "Changes are sent as application/json.");
  }
  try {
    const body = await readBoundedBody(request, BODY_LIMIT_BYTES);
    return await answer(
      new Request(request.url, { method: "POST", headers: request.headers, body, signal: request.signal }),
    );
  } catch (error) {
    if (error instanceof ServiceError) return refuse(413, error.message);
    throw error;
  }
}

function answer(request: Request): Promise<Response> {
  const context = createContext(request.headers);
  return traceRequest(request, () =>
    fetchRequestHandler({
      endpoint: TRPC_ENDPOINT,
      req: request,
      router: appRouter,
      createContext: () => context,
      responseMeta: () => ({ headers: { "Cache-Control": "no-store", "X-Request-Id": context.requestId } }),
      onError: ({ error, path }) => logFailure(error, { requestId: context.requestId, procedure: path }),
    }),
  );
}

function procedurePaths(url: string): string[] | null {
  try {
    return decodeURIComponent(new URL(url).pathname.slice(TRPC_ENDPOINT.length + 1)).split(",");
  } catch {
    return null;
  }
}

function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error: message }, { status, headers: { "Cache-Control": "no-store", ...headers } });
}
