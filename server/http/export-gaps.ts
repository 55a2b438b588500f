import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import type { GapRow } from "@/db/queries/gaps/gap-row";
import { listGaps } from "@/db/queries/gaps/list-gaps";
import { listMissing } from "@/db/queries/gaps/list-missing";
import type { SequenceRange } from "@/domain/sequence/types";
import { formatMicros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { factsOf, judgeRequest } from "@/server/security/request-verdict";
import { serviceErrorOf } from "@/server/service-error-of";
import { beginExport, type ExportRecord } from "@/server/services/exports/begin-export";
import { gapsQuestion } from "@/server/services/gaps/gap-schemas";
import { createContext } from "@/server/trpc/context";
import { HTTP_STATUS } from "@/server/trpc/error-shape";

const PAGE = 2_000;

type ExportedGap = GapRow & { numbers: SequenceRange[] };

const question = z.strictObject({ format: z.enum(["csv", "ndjson"]), filter: gapsQuestion });

const COLUMNS = [
  "id",
  "exchange",
  "market",
  "symbol",
  "epoch",
  "from",
  "to",
  "missing",
  "missingNumbers",
  "timeBefore",
  "timeAfter",
  "detectedAt",
  "filledAt",
  "cause",
  "state",
  "backfillJobId",
  "acknowledgedBy",
  "acknowledgedReason",
  "acknowledgedUntil",
] as const;

/** All gaps that pass the filter as a file, `?format=csv|ndjson&filter=<JSON>`: page by page, whatever their number. */
export async function exportGaps(request: Request): Promise<Response> {
  const verdict = judgeRequest(factsOf(request));
  if (!verdict.allow) return Response.json({ error: verdict.reason }, { status: verdict.status });
  const asked = readQuestion(new URL(request.url).searchParams);
  if (asked === null)
    return Response.json({ error: "Ask with ?format=csv or ndjson, and a filter as JSON." }, { status: 400 });
  const { format, filter } = asked;
  const { actor, origin, requestId } = createContext(request.headers);
  let record: ExportRecord;
  try {
    const name = `gaps.${format}`;
    const act = { actor: actor.name, origin, requestId, entity: "gaps", format, name, rows: null } as const;
    record = await beginExport({ ...act, question: { filter } });
  } catch (error) {
    const known = serviceErrorOf(error);
    if (known === null) throw error;
    const told = { error: known.message, reason: known.code, requestId };
    return Response.json(told, { status: HTTP_STATUS[known.code] });
  }
  let sent = 0;
  const pages = gapPages(filter);
  const encoder = new TextEncoder();
  let head = format === "csv";
  const enqueue = (controller: ReadableStreamDefaultController<Uint8Array>, text: string) => {
    const bytes = encoder.encode(text);
    record.sent(bytes.length);
    controller.enqueue(bytes);
  };
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value: rows, done } = await pages.next();
        if (done || rows === undefined) {
          if (head) enqueue(controller, stringify([[...COLUMNS]]));
          await record.end("whole", sent);
          return controller.close();
        }
        const records = rows.map(recordOf);
        const text =
          format === "csv"
            ? stringify(
                records.map((record) => COLUMNS.map((name) => record[name])),
                { header: head, columns: [...COLUMNS], escape_formulas: true },
              )
            : records.map((record) => `${JSON.stringify(record)}\n`).join("");
        head = false;
        sent += rows.length;
        enqueue(controller, text);
      } catch (error) {
        await record.end("broken", sent);
        controller.error(serviceErrorOf(error) ?? error);
      }
    },
    async cancel() {
      await pages.return(undefined);
      await record.end("left", sent);
    },
  });
  return new Response(stream, {
    headers: {
      "Content-Type": format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson",
      "Content-Disposition": `attachment; filename="gaps.${format}"`,
      "Cache-Control": "no-store",
      "X-Request-Id": requestId,
    },
  });
}

function readQuestion(params: URLSearchParams): z.infer<typeof question> | null {
  try {
    const filter: unknown = JSON.parse(params.get("filter") ?? "{}");
    return question.parse({ format: params.get("format"), filter });
  } catch {
    return null;
  }
}

async function* gapPages(asked: z.infer<typeof gapsQuestion>): AsyncGenerator<ExportedGap[], undefined> {
  const { order, ...filter } = asked;
  let after: Parameters<typeof listGaps>[1]["after"] = null;
  while (true) {
    const rows: GapRow[] = await listGaps(database(), { filter, order, after, limit: PAGE });
    const last = rows.at(-1);
    if (last === undefined) return undefined;
    const missing = await listMissing(
      database(),
      rows.map((row) => row.id),
    );
    yield rows.map((row) => ({ ...row, numbers: missing.get(row.id) ?? [] }));
    if (rows.length < PAGE) return undefined;
    after = { timeBefore: last.timeBefore, missingCount: last.missingCount, id: String(last.id) };
  }
}

/** Numbers beyond 2^53 as text, times as ISO 8601 to the microsecond. */
function recordOf(row: ExportedGap): Record<(typeof COLUMNS)[number], string | null> {
  const time = (micros: number | null) => (micros === null ? null : formatMicros(micros));
  return {
    id: String(row.id),
    exchange: row.exchange,
    market: row.market,
    symbol: row.symbol,
    epoch: String(row.epoch),
    from: String(row.fromSequence),
    to: String(row.toSequence),
    missing: row.missingCount,
    missingNumbers: row.numbers.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(" "),
    timeBefore: time(row.timeBefore),
    timeAfter: time(row.timeAfter),
    detectedAt: time(row.detectedAt),
    filledAt: time(row.filledAt),
    cause: row.cause,
    state: row.state,
    backfillJobId: row.backfillJobId === null ? null : String(row.backfillJobId),
    acknowledgedBy: row.acknowledgedBy,
    acknowledgedReason: row.acknowledgedReason,
    acknowledgedUntil: time(row.acknowledgedUntil),
  };
}
