import type { ApiOutput } from "@/app/lib/trpc/types";

/** All that the database knows of a trade. */
export type Lineage = ApiOutput["trades"]["lineage"];
