"use client";

import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { spanText } from "@/app/pipeline/span-text";

/** batches follow one another within a second while trades come */
const STILL_SECONDS = 6;

/** Says that nothing is being measured any more: percentiles of what was committed before look as good as ever. */
export function CommitNotice() {
  const trpc = useTRPC();
  const live = useLiveOptions(2_000);
  const told = useQuery(trpc.pipeline.partitions.queryOptions({}, live)).data;
  const away = useQuery(trpc.pipeline.kafka.queryOptions({}, live)).data?.condition === "away";
  if (told === undefined || told.partitions.length === 0) return null;
  // As of the answer: while the page is paused, or the console away, nothing is known of now.
  const seconds = Math.floor(
    (told.serverTime - Math.max(...told.partitions.map((one) => one.movedAt))) / 1e6,
  );
  if (seconds < STILL_SECONDS) return null;
  return (
    <p
      role="status"
      className="flex items-start gap-2 rounded border border-warn bg-warn-soft px-4 py-3 text-13"
    >
      <Hourglass aria-hidden size={16} className="mt-0.5 shrink-0 text-warn" />
      <span>
        <strong>Nothing has been committed for {spanText(seconds)}</strong>
        {away && ": Kafka does not answer"}. The figures are of what was committed before; what waits
        meanwhile will show in them once it is.
      </span>
    </p>
  );
}
