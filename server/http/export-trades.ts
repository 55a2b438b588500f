import type { TradeFileFormat } from "@/domain/trade/file-columns";
import { nowMicros } from "@/server/clock";
import { ServiceError } from "@/server/errors";
import { webLog } from "@/server/log";
import { factsOf, judgeRequest } from "@/server/security/request-verdict";
import { serviceErrorOf } from "@/server/service-error-of";
import { beginExport, type ExportRecord } from "@/server/services/exports/begin-export";
import { openTradesFile, type TradesFile } from "@/server/services/trades/file/open-trades-file";
import { readExportQuestion } from "@/server/services/trades/file/read-export-question";
import { formatTradeKey } from "@/server/services/trades/file/trade-key-text";
import { createContext } from "@/server/trpc/context";
import { HTTP_STATUS } from "@/server/trpc/error-shape";
import { streamSignal } from "@/server/trpc/init";

const CONTENT_TYPE: Record<TradeFileFormat, string> = {
  csv: "text/csv; charset=utf-8; header=present",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
};

/** The client has gone; nobody reads this. */
const CLIENT_CLOSED = 499;

/**
 * Trades as a file: `?format=csv|ndjson|parquet&filter=<JSON as for trades.page>`, and `columns`, `header`, `limit`,
 * `after` as docs/exports.md has them. HEAD answers with the headers alone.
 *
 * `X-K2-Rows` is the exact number of rows; where more follow than one file may hold, `X-K2-Next` is the `after` of the
 * next file. An error after the first row breaks the connection off: a file that ended is whole.
 */
export async function exportTrades(request: Request): Promise<Response> {
  const verdict = judgeRequest(factsOf(request));
  const { actor, origin, requestId } = createContext(request.headers);
  if (!verdict.allow) return refuse(verdict.status, { error: verdict.reason, requestId });
  const signal = streamSignal(request.signal);
  try {
    const question = readExportQuestion(new URL(request.url).searchParams);
    const file = await openTradesFile(question, actor.role, nowMicros(), signal);
    const headers = headersOf(file, question.header, requestId);
    if (request.method === "HEAD") {
      await file.close();
      return new Response(null, { headers });
    }
    const record = await beginExport({
      actor: actor.name,
      origin,
      requestId,
      entity: "trades",
      format: file.format,
      name: file.name,
      rows: file.rows,
      question: {
        filter: question.filter,
        columns: question.columns,
        after: question.after === null ? null : formatTradeKey(question.after),
      },
    }).catch(async (error: unknown) => {
      await file.close();
      throw error;
    });
    return new Response(bodyOf(file, record, signal, requestId), { headers });
  } catch (error) {
    if (signal.aborted) return new Response(null, { status: CLIENT_CLOSED });
    const known = serviceErrorOf(error);
    if (known === null) {
      webLog().error({ requestId, err: error }, "a file of trades was not opened");
      return refuse(500, {
        error: `Something went wrong on the server. The log has it under request ${requestId}.`,
        requestId,
      });
    }
    return refuse(HTTP_STATUS[known.code], { error: known.message, reason: known.code, requestId });
  }
}

function bodyOf(
  file: TradesFile,
  record: ExportRecord,
  signal: AbortSignal,
  requestId: string,
): ReadableStream<Uint8Array> {
  let hasLeft = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const bytes = await file.read();
        if (bytes === undefined) {
          await record.end("whole", file.rowsRead());
          controller.close();
        } else {
          record.sent(bytes.length);
          controller.enqueue(bytes);
        }
      } catch (error) {
        await file.close();
        await record.end(hasLeft || signal.aborted ? "left" : "broken", file.rowsRead());
        if (!hasLeft && !signal.aborted)
          webLog().warn({ requestId, file: file.name, err: error }, "a file of trades broke off");
        controller.error(serviceErrorOf(error) ?? new ServiceError("INTERNAL", "The file broke off."));
      }
    },
    async cancel() {
      hasLeft = true;
      await file.close();
      await record.end("left", file.rowsRead());
    },
  });
}

function headersOf(file: TradesFile, header: boolean, requestId: string): Record<string, string> {
  const type = CONTENT_TYPE[file.format];
  return {
    "Content-Type": header ? type : type.replace("header=present", "header=absent"),
    "Content-Disposition": `attachment; filename="${file.name}"`,
    // No proxy may compress it on its way: that would cost more than the database does, and hide how far it is.
    "Cache-Control": "no-store, no-transform",
    "X-Content-Type-Options": "nosniff",
    "X-K2-Rows": String(file.rows),
    "X-K2-Row-Cap": String(file.cap),
    "X-K2-More": String(file.next !== null),
    ...(file.next === null ? {} : { "X-K2-Next": encodeURIComponent(file.next) }),
    "X-Request-Id": requestId,
  };
}

function refuse(status: number, body: Record<string, string>): Response {
  const headers = { "Cache-Control": "no-store", ...(status === 429 ? { "Retry-After": "10" } : {}) };
  return Response.json(body, { status, headers });
}
