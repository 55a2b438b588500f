import { z } from "zod";

/** The building blocks of every schema: how exact values travel. */

/** A decimal of any size, as text: money, quantities, sums. */
export const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);

/** Microseconds since the epoch. */
export const micros = z.int();

export const MAX_INT4 = 2_147_483_647;
/** An id that comes from a URL or another program: a positive int4. */
export const int4Id = z.int().min(1).max(MAX_INT4);

/** A cursor as a page before gave it; what is inside is checked by `decodeCursor`. */
const cursorText = z.string().min(1).max(2_000);

/** What every paged list takes: spread it into the input's object. */
export const paging = {
  cursor: cursorText.nullish(),
  /** rows a page */
  limit: z.int().min(1).max(500).default(100),
  /** React Query's infinite queries send it; lists are read one way */
  direction: z.literal("forward").optional(),
};

/** Why somebody does what cannot be taken back by itself: it stands in the audit log for good. */
export const reasonText = z
  .string()
  .trim()
  .min(3, { message: "Say why, in a few words: the audit log keeps it." })
  .max(500);
