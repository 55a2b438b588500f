"use client";

import { useQuery } from "@tanstack/react-query";
import { CloudOff, EyeOff } from "lucide-react";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { RelativeTime } from "@/app/ui/relative-time";

/** Says that what is shown of Kafka is old, and since when. */
export function KafkaNotice() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.pipeline.kafka.queryOptions({}, useLiveOptions(2_000)));
  if (data === undefined || data.condition === "reached") return null;
  const away = data.condition === "away";
  const Icon = away ? CloudOff : EyeOff;
  return (
    <p
      role="status"
      className={`flex items-start gap-2 rounded border px-4 py-3 text-13 ${away ? "border-bad bg-bad-soft" : "border-warn bg-warn-soft"}`}
    >
      <Icon aria-hidden size={16} className={`mt-0.5 shrink-0 ${away ? "text-bad" : "text-warn"}`} />
      <span>
        <strong>{away ? "Kafka does not answer" : "Nobody looks at Kafka"}</strong>
        {away && data.awaySince !== null && (
          <>
            , since <RelativeTime micros={data.awaySince} />
          </>
        )}
        {away && data.error !== null && `: ${data.error}`}.{" "}
        {data.reachedAt === null ? (
          "Ends of topics, lag and members of the group are not known."
        ) : (
          <>
            Ends of topics, lag and members of the group are as they were{" "}
            <RelativeTime micros={data.reachedAt} />.
          </>
        )}{" "}
        {away
          ? "Nothing is lost: ingest goes on from its positions."
          : "Start a worker with the role maintain."}
      </span>
    </p>
  );
}
