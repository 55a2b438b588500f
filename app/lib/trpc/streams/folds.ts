import type { StreamFold } from "@/app/lib/trpc/streams/stream-fold";
import { TAPE_FOLD } from "@/app/trades/tape-fold";

/** The streams whose pieces add up; of the others the last piece is the whole truth. */
export const FOLDS: Readonly<Record<string, StreamFold>> = { "trades.tape": TAPE_FOLD };
