"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { type FlowStop, flowStops } from "@/app/pipeline/flow-stops";
import { Panel } from "@/app/ui/panel";
import { TONE_ICON, TONE_TEXT } from "@/app/ui/tone";

/** The way of a trade with its live rates, and the lag where it waits. */
export function FlowPanel() {
  const trpc = useTRPC();
  const live = useLiveOptions(2_000);
  const feeds = useQuery(trpc.feeds.list.queryOptions({}, live)).data?.feeds;
  const kafka = useQuery(trpc.pipeline.kafka.queryOptions({}, live)).data;
  const partitions = useQuery(trpc.pipeline.partitions.queryOptions({}, live)).data?.partitions;
  const workers = useQuery(trpc.pipeline.workers.queryOptions({}, live)).data;
  const stops = flowStops({ feeds, kafka, partitions, workers });
  return (
    <Panel title="The flow" subtitle="Records a second over the last minute, and where they wait">
      <ol className="flex flex-wrap items-stretch gap-2">
        {stops.map((stop, index) => (
          <Stop key={stop.name} {...stop} last={index === stops.length - 1} />
        ))}
      </ol>
    </Panel>
  );
}

function Stop(props: FlowStop & { last: boolean }) {
  const Icon = TONE_ICON[props.tone];
  return (
    <li className="flex min-w-40 grow items-center gap-2 max-sm:w-full max-sm:flex-col">
      <div className="flex min-w-0 grow flex-col gap-0.5 rounded bg-surface-2 px-3 py-2 max-sm:w-full">
        <span className="flex items-center gap-1.5 text-12 text-text-3">
          <Icon aria-hidden size={13} className={TONE_TEXT[props.tone]} />
          {props.name}
        </span>
        <span className="font-semibold text-20">{props.value}</span>
        <span className="text-12 text-text-3">{props.note}</span>
      </div>
      {!props.last && (
        <ChevronRight aria-hidden size={16} className="shrink-0 text-text-3 max-sm:rotate-90" />
      )}
    </li>
  );
}
