import { actOf } from "@/server/act";
import {
  countDeadLetters,
  deadLettersCountInput,
  deadLettersCountOutput,
} from "@/server/services/dead-letters/count-dead-letters";
import {
  discardInput,
  discardLetters,
  discardOutput,
  restoreLetters,
} from "@/server/services/dead-letters/discard-letters";
import { getLetter, letterOutput } from "@/server/services/dead-letters/get-letter";
import {
  getLetterBytes,
  letterBytesInput,
  letterBytesOutput,
} from "@/server/services/dead-letters/get-letter-bytes";
import {
  deadLetterGroupsInput,
  deadLetterGroupsOutput,
  groupDeadLetters,
} from "@/server/services/dead-letters/group-dead-letters";
import { letterInput } from "@/server/services/dead-letters/letter-schemas";
import { facetsInput, facetsOutput, listFacets } from "@/server/services/dead-letters/list-facets";
import {
  haltedInput,
  haltedOutput,
  listHaltedPartitions,
} from "@/server/services/dead-letters/list-halted-partitions";
import {
  listLetterNeighbours,
  neighboursOutput,
} from "@/server/services/dead-letters/list-letter-neighbours";
import {
  deadLettersPageInput,
  deadLettersPageOutput,
  pageDeadLetters,
} from "@/server/services/dead-letters/page-dead-letters";
import {
  previewEdit,
  previewEditInput,
  previewEditOutput,
} from "@/server/services/dead-letters/preview-edit";
import {
  resumeHaltedInput,
  resumeHaltedOutput,
  resumeHaltedPartition,
} from "@/server/services/dead-letters/resume-halted-partition";
import { saveEdit, saveEditInput, saveEditOutput } from "@/server/services/dead-letters/save-edit";
import { traceLetter, traceOutput } from "@/server/services/dead-letters/trace-letter";
import {
  withdrawEditInput,
  withdrawEditOutput,
  withdrawLetterEdit,
} from "@/server/services/dead-letters/withdraw-letter-edit";
import { procedure, router } from "@/server/trpc/init";

export const deadLettersRouter = router({
  groups: procedure("viewer")
    .input(deadLetterGroupsInput)
    .output(deadLetterGroupsOutput)
    .query(() => groupDeadLetters()),
  page: procedure("viewer")
    .input(deadLettersPageInput)
    .output(deadLettersPageOutput)
    .query(({ input }) => pageDeadLetters(input)),
  count: procedure("viewer")
    .input(deadLettersCountInput)
    .output(deadLettersCountOutput)
    .query(({ input }) => countDeadLetters(input)),
  facets: procedure("viewer")
    .input(facetsInput)
    .output(facetsOutput)
    .query(() => listFacets()),
  one: procedure("viewer")
    .input(letterInput)
    .output(letterOutput)
    .query(({ input, ctx }) => getLetter(input, actOf(ctx))),
  bytes: procedure("viewer")
    .input(letterBytesInput)
    .output(letterBytesOutput)
    .query(({ input, ctx }) => getLetterBytes(input, actOf(ctx))),
  trace: procedure("viewer")
    .input(letterInput)
    .output(traceOutput)
    .query(({ input, ctx }) => traceLetter(input, actOf(ctx))),
  neighbours: procedure("viewer")
    .input(letterInput)
    .output(neighboursOutput)
    .query(({ input }) => listLetterNeighbours(input)),
  /** a mutation that changes nothing: values are too long for an address */
  previewEdit: procedure("operator")
    .input(previewEditInput)
    .output(previewEditOutput)
    .mutation(({ input }) => previewEdit(input)),
  saveEdit: procedure("operator")
    .input(saveEditInput)
    .output(saveEditOutput)
    .mutation(({ input, ctx }) => saveEdit(input, actOf(ctx))),
  withdrawEdit: procedure("operator")
    .input(withdrawEditInput)
    .output(withdrawEditOutput)
    .mutation(({ input, ctx }) => withdrawLetterEdit(input, actOf(ctx))),
  discard: procedure("admin")
    .input(discardInput)
    .output(discardOutput)
    .mutation(({ input, ctx }) => discardLetters(input, actOf(ctx))),
  restore: procedure("admin")
    .input(discardInput)
    .output(discardOutput)
    .mutation(({ input, ctx }) => restoreLetters(input, actOf(ctx))),
  halted: procedure("viewer")
    .input(haltedInput)
    .output(haltedOutput)
    .query(() => listHaltedPartitions()),
  resumeHalted: procedure("operator")
    .input(resumeHaltedInput)
    .output(resumeHaltedOutput)
    .mutation(({ input, ctx }) => resumeHaltedPartition(input, actOf(ctx))),
});
