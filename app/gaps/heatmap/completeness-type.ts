import type { ApiOutput } from "@/app/lib/trpc/types";

export type Completeness = ApiOutput["gaps"]["completeness"];
