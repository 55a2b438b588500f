import { z } from "zod";
import { listFeeds } from "@/db/queries/web/list-feeds";
import type { Micros } from "@/domain/time/micros";
import { database } from "@/server/database";
import { FRESHNESS, judgeFreshness } from "@/server/services/feeds/judge-freshness";
import { micros } from "@/server/trpc/exact";

export const feedStatesInput = z.strictObject({});

export const feedStatesOutput = z.object({
  serverTime: micros,
  feeds: z.array(
    z.object({
      exchange: z.string(),
      instruments: z.int(),
      stored: z.bigint(),
      lastTradeAt: micros.nullable(),
      state: z.string().nullable(),
      lastMessageAt: micros.nullable(),
      reconnects: z.bigint().nullable(),
      reason: z.string().nullable(),
      freshness: z.enum(FRESHNESS),
    }),
  ),
});

/** Every exchange with the age of its newest trade. */
export async function listFeedStates(now: Micros): Promise<z.infer<typeof feedStatesOutput>> {
  const feeds = await listFeeds(database());
  return { serverTime: now, feeds: feeds.map((feed) => ({ ...feed, freshness: judgeFreshness(feed, now) })) };
}
