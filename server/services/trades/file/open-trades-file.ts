import { openCopyOut } from "@/db/copy/copy-out";
import { type FileInstrument, listFileInstruments } from "@/db/queries/web/trade-file/list-file-instruments";
import { prepareTradeFile } from "@/db/queries/web/trade-file/prepare-trade-file";
import type { Micros } from "@/domain/time/micros";
import type { TradeFileFormat } from "@/domain/trade/file-columns";
import { cancelSession } from "@/server/cancellable";
import { database, databaseConnection } from "@/server/database";
import { ServiceError } from "@/server/errors";
import { processState } from "@/server/process-state";
import { chooseInstruments } from "@/server/services/trades/choose-instruments";
import { exportsAtOnce, rowCapOf, stallMs } from "@/server/services/trades/file/export-limits";
import { fileName } from "@/server/services/trades/file/file-name";
import type { ExportQuestion } from "@/server/services/trades/file/read-export-question";
import { PARQUET_DECIMAL, ParquetFile } from "@/server/services/trades/file/to-parquet";
import { formatTradeKey } from "@/server/services/trades/file/trade-key-text";
import { toTradeRowFilter } from "@/server/services/trades/trade-filter";
import type { Role } from "@/server/trpc/context";

/** A file of trades that is being read. */
export interface TradesFile {
  name: string;
  format: TradeFileFormat;
  /** rows that it holds, exactly */
  rows: number;
  /** rows that a file may hold for who asks */
  cap: number;
  /** where the next file goes on; null where no row follows */
  next: string | null;
  /** The next bytes; undefined once all are there: only then is it whole. @throws where it breaks off */
  read(): Promise<Buffer | undefined>;
  /** rows that were read so far */
  rowsRead(): number;
  /** Leaves off: the database stops, too. */
  close(): Promise<void>;
}

/** Readers of this process. Each holds a database connection. */
const readers = processState("trade-exports", () => ({ open: 0 }));

/**
 * Opens a file of trades, in the order of instrument, time and id. Nothing of it is held: the database writes it as fast
 * as it is read.
 * @throws {ServiceError} RATE_LIMITED, NOT_FOUND, or BAD_INPUT where the format cannot hold a row or the limit is too high
 */
export async function openTradesFile(
  question: ExportQuestion,
  role: Role,
  now: Micros,
  signal?: AbortSignal,
): Promise<TradesFile> {
  const cap = rowCapOf(role);
  if ((question.limit ?? 0) > cap.rows)
    throw new ServiceError(
      "BAD_INPUT",
      `limit=${question.limit} is more than the ${cap.rows} rows that a file may hold for the role ${role} (${cap.variable}). Leave it out; X-K2-Next then says where the next file goes on.`,
    );
  const instruments = await findInstruments(question);
  const free = takeSlot();
  try {
    const limit = Math.min(question.limit ?? cap.rows, cap.rows);
    return await openFile({ question, now, instruments, limit, cap: cap.rows, free, signal });
  } catch (error) {
    free();
    throw error;
  }
}

function takeSlot(): () => void {
  const most = exportsAtOnce();
  if (readers.open >= most)
    throw new ServiceError(
      "RATE_LIMITED",
      `${readers.open} files of trades are being read, and ${most} may be at once (K2_EXPORTS_AT_ONCE). Try again when one of them is done.`,
    );
  readers.open += 1;
  let isFree = false;
  return () => {
    if (!isFree) readers.open -= 1;
    isFree = true;
  };
}

async function findInstruments({ filter, after }: ExportQuestion): Promise<FileInstrument[]> {
  const ids = await chooseInstruments(database(), filter);
  const found = await listFileInstruments(database(), ids);
  const missing = ids.find((id) => !found.some((one) => one.id === id));
  if (missing !== undefined)
    throw new ServiceError(
      "NOT_FOUND",
      `There is no instrument ${missing}. instruments.list names those there are.`,
    );
  if (after !== null && !ids.includes(after.instrumentId))
    throw new ServiceError(
      "BAD_INPUT",
      `after is a row of instrument ${after.instrumentId}, and the filter asks for ${ids.join(", ")}. Go on with the filter that the file began with.`,
    );
  return found;
}

interface Opening {
  question: ExportQuestion;
  now: Micros;
  instruments: readonly FileInstrument[];
  limit: number;
  cap: number;
  free: () => void;
  signal: AbortSignal | undefined;
}

async function openFile({
  question,
  now,
  instruments,
  limit,
  cap,
  free,
  signal,
}: Opening): Promise<TradesFile> {
  const { format, columns, header, after } = question;
  const filter = toTradeRowFilter(question.filter, now);
  const instrumentIds = instruments.map((one) => one.id);
  const decimals = format === "parquet" ? PARQUET_DECIMAL : null;
  const copy = await openCopyOut({
    connection: databaseConnection("k2-web-export"),
    cancel: cancelSession,
    lineEnd: format === "csv" ? "crlf" : "lf",
    prepare: (tx) =>
      prepareTradeFile(tx, { instrumentIds, filter, format, columns, header, after, limit, decimals }),
    ...(signal ? { signal } : {}),
  });
  void copy.closed.then(free);
  const { rows, last, misfit } = copy.head;
  if (misfit !== null) {
    await copy.close();
    throw new ServiceError(
      "BAD_INPUT",
      `The ${misfit.name} ${misfit.value} of trade ${misfit.tradeId} does not fit into Parquet's decimal of ${PARQUET_DECIMAL.digits} digits, ${PARQUET_DECIMAL.scale} of them decimal places. Ask for csv or ndjson, which hold it exactly.`,
    );
  }
  const next = last === null ? null : formatTradeKey(last);
  const parquet =
    format === "parquet"
      ? new ParquetFile(columns, {
          "k2.rows": String(rows),
          "k2.next": next ?? "",
          "k2.filter": JSON.stringify(question.filter),
        })
      : null;
  const heads = format === "csv" && header ? 1 : 0;
  const expected = rows + heads;
  let seen = 0;
  let isOver = false;
  let isWaiting = false;
  // A reader who takes nothing would keep the connection for good; one who waits for the database may wait.
  const stalled = setTimeout(() => {
    if (isWaiting) stalled.refresh();
    else void copy.close(`the reader took nothing for ${stallMs()} ms`);
  }, stallMs());
  void copy.closed.then(() => clearTimeout(stalled));
  return {
    name: fileName(instruments, filter, format),
    format,
    rows,
    cap,
    next,
    async read() {
      isWaiting = true;
      try {
        while (!isOver) {
          const chunk = await copy.next();
          if (chunk === undefined) {
            isOver = true;
            if (seen !== expected)
              throw new Error(`the file has ${seen} rows where ${expected} were counted`);
            return parquet?.end();
          }
          seen += chunk.rows;
          const bytes = parquet === null ? chunk.bytes : parquet.add(chunk.bytes);
          if (bytes.length > 0) return bytes;
        }
        return undefined;
      } finally {
        isWaiting = false;
        stalled.refresh();
      }
    },
    rowsRead: () => Math.max(0, seen - heads),
    close: () => copy.close(),
  };
}
