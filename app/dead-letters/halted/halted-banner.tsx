"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { OctagonPause, Waves } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { ActDialog } from "@/app/dead-letters/act-dialog";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { Button } from "@/app/ui/button";
import { RelativeTime } from "@/app/ui/relative-time";

type Halted = ApiOutput["deadLetters"]["halted"][number];

/** Partitions that a flood of unreadable records halted, with the two ways on. Nothing where none is. */
export function HaltedBanner() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.deadLetters.halted.queryOptions({}, useLiveOptions(2_000)));
  if (data === undefined || data.length === 0) return null;
  return (
    <section
      aria-label="Halted partitions"
      className="flex flex-col rounded border border-bad bg-bad-soft text-13"
    >
      {data.map((one) => (
        <HaltedLine key={`${one.topic}/${one.partition}`} halted={one} />
      ))}
    </section>
  );
}

function HaltedLine({ halted }: { halted: Halted }) {
  const { topic, partition, haltedAt, floodPass, reason, codes, example, waiting } = halted;
  const [open, setOpen] = useState<"resume" | "let-pass" | null>(null);
  const trpc = useTRPC();
  const client = useQueryClient();
  const resume = useMutation(
    trpc.deadLetters.resumeHalted.mutationOptions({
      onSuccess: async () => {
        setOpen(null);
        toast.success(`${topic}/${partition} goes on`);
        await client.invalidateQueries(trpc.deadLetters.pathFilter());
      },
    }),
  );
  if (haltedAt === null)
    return (
      <p className="flex items-center gap-2 border-line border-b px-4 py-2 last:border-b-0">
        <Waves aria-hidden size={16} className="text-warn" />
        <span>
          <code>
            {topic}/{partition}
          </code>{" "}
          {floodPass && "lets a flood pass into the dead letters; it guards again once records can be read."}
        </span>
      </p>
    );
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-b px-4 py-3 last:border-b-0">
      <OctagonPause aria-hidden size={18} className="mt-0.5 shrink-0 text-bad" />
      <div className="min-w-60 grow basis-0">
        <p className="font-semibold">
          <code>
            {topic}/{partition}
          </code>{" "}
          stands still since <RelativeTime micros={haltedAt} />
        </p>
        <p className="text-text-2">{reason}</p>
        <p className="text-12 text-text-2">
          {codes
            .slice(0, 3)
            .map(({ code, records }) => `${code} × ${groupThousands(records)}`)
            .join(" · ")}
          {waiting !== null && ` · ${groupThousands(waiting)} records wait`}
        </p>
        {example !== null && <p className="truncate text-12 text-text-2">{example}</p>}
      </div>
      <div className="flex gap-2">
        <Button size="sm" onPress={() => setOpen("resume")}>
          Resume…
        </Button>
        <Button size="sm" onPress={() => setOpen("let-pass")}>
          Skip to dead letters…
        </Button>
      </div>
      <ActDialog
        title={open === "let-pass" ? "Let this flood pass" : "Resume the partition"}
        act={open === "let-pass" ? "Skip to dead letters" : "Resume"}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        isPending={resume.isPending}
        error={resume.error}
        onAct={(why) => resume.mutate({ topic, partition, how: open ?? "resume", reason: why })}
      >
        {open === "let-pass" ? (
          <p>
            Ingest reads on from where it stands: good records are stored, each unreadable one becomes a dead
            letter with its bytes, until the flood ends. The next flood halts the partition again.
          </p>
        ) : (
          <p>
            Ingest reads on from where it stands. Where the flood is still there, it halts again and nothing
            is lost: resume once a fixed build runs, or the limit is higher.
          </p>
        )}
      </ActDialog>
    </div>
  );
}
