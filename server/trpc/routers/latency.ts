import {
  measureRecentDelays,
  recentDelaysInput,
  recentDelaysOutput,
} from "@/server/services/latency/measure-recent-delays";
import { procedure, router } from "@/server/trpc/init";

export const latencyRouter = router({
  recent: procedure("viewer")
    .input(recentDelaysInput)
    .output(recentDelaysOutput)
    .query(() => measureRecentDelays()),
});
