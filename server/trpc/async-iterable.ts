import { isTrackedEnvelope, type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";
import { shutdownSignal } from "@/server/shutdown";
import { keepSerialized } from "@/server/trpc/serialize";

/**
 * The output schema of a subscription whose events carry ids: every event is checked as it leaves. One that several
 * readers are sent, the same object for all, is checked and serialised once.
 */
export function zAsyncIterable<Event extends object>(event: z.ZodType<Event>) {
  const checked = new WeakMap<Event, Event>();
  const check = (data: Event): Event => {
    const known = checked.get(data);
    if (known !== undefined) return known;
    const fresh = event.parse(data);
    checked.set(data, fresh);
    keepSerialized(fresh);
    return fresh;
  };
  return z
    .custom<AsyncIterable<TrackedEnvelope<Event>>>(
      (value) => typeof value === "object" && value !== null && Symbol.asyncIterator in value,
    )
    .transform(async function* checkAll(iterable): AsyncGenerator<TrackedEnvelope<Event>, void> {
      for await (const item of iterable) {
        if (!isTrackedEnvelope(item)) throw new Error("a subscription must yield tracked events");
        const [id, data] = item;
        yield tracked(id, check(data));
      }
      // A stream that ends with the process has not come to its end: without that word its readers connect again.
      if (shutdownSignal.aborted) throw new DOMException("The console ends.", "AbortError");
    });
}
