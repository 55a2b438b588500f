import {
  knownInstrumentsInput,
  knownInstrumentsOutput,
  listKnownInstruments,
} from "@/server/services/instruments/list-known-instruments";
import { procedure, router } from "@/server/trpc/init";

export const instrumentsRouter = router({
  list: procedure("viewer")
    .input(knownInstrumentsInput)
    .output(knownInstrumentsOutput)
    .query(() => listKnownInstruments()),
});
