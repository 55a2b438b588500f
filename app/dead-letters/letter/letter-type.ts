import type { ApiOutput } from "@/app/lib/trpc/types";

/** A letter with everything that its page shows. */
export type Letter = ApiOutput["deadLetters"]["one"];
