import { isTrackedEnvelope, type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";
import { shutdownSignal } from "@/server/shutdown";

/** The output schema of a subscription whose events carry ids: every event is checked as it leaves. */
export function zAsyncIterable<Event>(event: z.ZodType<Event>) {
  return z
    .custom<AsyncIterable<TrackedEnvelope<Event>>>(
      (value) => typeof value === "object" && value !== null && Symbol.asyncIterator in value,
    )
    .transform(async function* check(iterable): AsyncGenerator<TrackedEnvelope<Event>, void> {
      for await (const item of iterable) {
        if (!isTrackedEnvelope(item)) throw new Error("a subscription must yield tracked events");
        const [id, data] = item;
        yield tracked(id, event.parse(data));
      }
      // A stream that ends with the process has not come to its end: without that word its readers connect again.
      if (shutdownSignal.aborted) throw new DOMException("The console ends.", "AbortError");
    });
}
