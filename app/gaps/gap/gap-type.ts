import type { ApiOutput } from "@/app/lib/trpc/types";

export type GapDetail = ApiOutput["gaps"]["one"];
