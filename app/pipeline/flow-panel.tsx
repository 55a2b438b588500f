"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { formatRate, groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { spanText } from "@/app/pipeline/span-text";
import { topicSums } from "@/app/pipeline/topic-sums";
import { Panel } from "@/app/ui/panel";
import { TONE_ICON, TONE_TEXT, type Tone } from "@/app/ui/tone";
import { degradation } from "@/domain/health/degradation";

/** The way of a trade with its live rates, and the lag where it waits. */
export function FlowPanel() {
  const trpc = useTRPC();
  const live = useLiveOptions(2_000);
  const feeds = useQuery(trpc.feeds.list.queryOptions({}, live)).data?.feeds;
  const kafka = useQuery(trpc.pipeline.kafka.queryOptions({}, live)).data;
  const partitions = useQuery(trpc.pipeline.partitions.queryOptions({}, live)).data?.partitions;
  const workers = useQuery(trpc.pipeline.workers.queryOptions({}, live)).data;
  const sums = partitions === undefined ? undefined : topicSums(partitions);
  const connected = feeds?.filter((one) => one.state !== null) ?? [];
  const flowing = connected.filter((one) => one.state === "open");
  const running = workers?.filter((one) => one.condition === "running") ?? [];
  const lag = sums?.reduce((sum, one) => sum + (one.lag ?? 0n), 0n) ?? 0n;
  const behind = Math.max(0, ...(sums?.map((one) => one.lagSeconds ?? 0) ?? []));
  const level = degradation({ lag: Number(lag), heapRatio: 0 }).name;
  const reached = kafka?.condition === "reached";
  const perSecond = (values: (number | null)[] | undefined) =>
    values === undefined || !reached
      ? "—"
      : `${formatRate(values.reduce<number>((sum, one) => sum + (one ?? 0), 0))}/s`;
  return (
    <Panel title="The flow" subtitle="Records a second over the last minute, and where they wait">
      <ol className="flex flex-wrap items-stretch gap-2">
        <Stop
          name="Exchanges"
          tone={connected.length === flowing.length ? "ok" : "warn"}
          value={`${flowing.length} of ${connected.length}`}
          note="feeds open"
        />
        <Stop
          name="Kafka"
          tone={kafka === undefined ? "neutral" : reached ? "ok" : "bad"}
          value={perSecond(sums?.map((one) => one.produced))}
          note={`${counted(kafka?.brokers.length ?? 0, "broker")}, ${counted(sums?.length ?? 0, "topic")}`}
        />
        <Stop
          name="Waiting"
          tone={!reached ? "neutral" : behind > 30 ? "warn" : "ok"}
          value={reached ? groupThousands(lag) : "—"}
          note={
            reached ? (lag === 0n ? "nothing is unread" : `the oldest for ${spanText(behind)}`) : "not known"
          }
        />
        <Stop
          name="Workers"
          tone={workers === undefined ? "neutral" : running.length > 0 ? "ok" : "bad"}
          value={String(running.length)}
          note={`running; K2's level: ${level.toLowerCase().replace("_", " ")}`}
        />
        <Stop
          name="Tables"
          tone={(partitions?.every((one) => one.accountedFor) ?? true) ? "ok" : "bad"}
          value={perSecond(sums?.map((one) => one.consumed))}
          note="stored and accounted for"
          last
        />
      </ol>
    </Panel>
  );
}

const counted = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;

function Stop(props: { name: string; tone: Tone; value: ReactNode; note: string; last?: boolean }) {
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
