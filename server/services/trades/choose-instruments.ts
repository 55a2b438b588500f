import { z } from "zod";
import type { Query } from "@/db/client";
import { listInstrumentIdsOf } from "@/db/queries/web/list-instrument-ids-of";
import { ServiceError } from "@/server/errors";
import { int4Id } from "@/server/trpc/exact";

/** Each has its own place in the index, which a page reads on from: more of them make every page slower. */
export const MAX_INSTRUMENTS = 50;

/** Which instruments: one, several, all of some exchanges, or any of these together. Spread it into the input's object. */
export const instrumentsShape = {
  instrumentId: int4Id.optional(),
  instrumentIds: z
    .array(int4Id)
    .max(MAX_INSTRUMENTS, { message: `at most ${MAX_INSTRUMENTS} instruments` })
    .default([]),
  exchanges: z.array(z.string().min(1).max(60)).max(20).default([]),
};

const instrumentsInput = z.object(instrumentsShape);

/**
 * The ids that are asked for, each once, in ascending order.
 * @throws {ServiceError} BAD_INPUT where there is none, or more than a question takes
 */
export async function chooseInstruments(
  sql: Query,
  { instrumentId, instrumentIds, exchanges }: z.infer<typeof instrumentsInput>,
): Promise<number[]> {
  const named = new Set(instrumentId === undefined ? instrumentIds : [instrumentId, ...instrumentIds]);
  if (exchanges.length > 0) {
    for (const id of await listInstrumentIdsOf(sql, exchanges)) named.add(id);
    if (named.size === 0)
      throw new ServiceError(
        "BAD_INPUT",
        `No instrument of ${exchanges.join(", ")} is known. instruments.list names the exchanges that are.`,
      );
  }
  if (named.size === 0)
    throw new ServiceError(
      "BAD_INPUT",
      `Name what to look at: instrumentId, instrumentIds (at most ${MAX_INSTRUMENTS}) or exchanges.`,
    );
  if (named.size > MAX_INSTRUMENTS)
    throw new ServiceError(
      "BAD_INPUT",
      `These are ${named.size} instruments, and a question takes at most ${MAX_INSTRUMENTS}: name fewer in instrumentIds, or one exchange at a time.`,
    );
  return [...named].sort((a, b) => a - b);
}
