import { nowMicros } from "@/server/clock";
import { attentionInput, attentionOutput, listAttention } from "@/server/services/attention/list-attention";
import { procedure, router } from "@/server/trpc/init";

export const attentionRouter = router({
  list: procedure("viewer")
    .input(attentionInput)
    .output(attentionOutput)
    .query(() => listAttention(nowMicros())),
});
