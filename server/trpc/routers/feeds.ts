import { nowMicros } from "@/server/clock";
import { feedStatesInput, feedStatesOutput, listFeedStates } from "@/server/services/feeds/list-feed-states";
import { procedure, router } from "@/server/trpc/init";

export const feedsRouter = router({
  list: procedure("viewer")
    .input(feedStatesInput)
    .output(feedStatesOutput)
    .query(() => listFeedStates(nowMicros())),
});
