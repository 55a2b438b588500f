import {
  deadLetterGroupsInput,
  deadLetterGroupsOutput,
  groupDeadLetters,
} from "@/server/services/dead-letters/group-dead-letters";
import {
  deadLettersPageInput,
  deadLettersPageOutput,
  pageDeadLetters,
} from "@/server/services/dead-letters/page-dead-letters";
import { procedure, router } from "@/server/trpc/init";

export const deadLettersRouter = router({
  page: procedure("viewer")
    .input(deadLettersPageInput)
    .output(deadLettersPageOutput)
    .query(({ input }) => pageDeadLetters(input)),
  groups: procedure("viewer")
    .input(deadLetterGroupsInput)
    .output(deadLetterGroupsOutput)
    .query(() => groupDeadLetters()),
});
