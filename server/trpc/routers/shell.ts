import { nowMicros } from "@/server/clock";
import {
  readShellStatus,
  shellStatusInput,
  shellStatusOutput,
} from "@/server/services/shell/read-shell-status";
import { procedure, router } from "@/server/trpc/init";

export const shellRouter = router({
  status: procedure("viewer")
    .input(shellStatusInput)
    .output(shellStatusOutput)
    .query(() => readShellStatus(nowMicros())),
});
