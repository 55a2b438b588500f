"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Pencil } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { EditDialog } from "@/app/dead-letters/editor/edit-dialog";
import { DiscardButton } from "@/app/dead-letters/letter/discard-button";
import { FactsPanel } from "@/app/dead-letters/letter/facts-panel";
import { HistoryPanel } from "@/app/dead-letters/letter/history-panel";
import type { Letter } from "@/app/dead-letters/letter/letter-type";
import { NeighboursPanel } from "@/app/dead-letters/letter/neighbours-panel";
import { PayloadPanel } from "@/app/dead-letters/letter/payload-panel";
import { TracePanel } from "@/app/dead-letters/letter/trace-panel";
import { StateBadge } from "@/app/dead-letters/state-badge";
import { useTRPC } from "@/app/lib/trpc/react";
import { useHref, useLiveOptions } from "@/app/lib/url/use-global-params";
import { Button } from "@/app/ui/button";
import { buttonClass } from "@/app/ui/button-class";
import { QueryView } from "@/app/ui/query-view";
import { Skeleton } from "@/app/ui/skeleton";

/** One letter: what came, what is wrong with it, who was asked, what was tried, and what it explains. */
export function LetterView({ id }: { id: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.deadLetters.one.queryOptions({ id }, useLiveOptions(2_000)));
  return (
    <QueryView query={query} loading={<Skeleton className="h-[520px] w-full" />}>
      {(found) => <Whole found={found} />}
    </QueryView>
  );
}

function Whole({ found }: { found: Letter }) {
  const { letter } = found;
  return (
    <>
      <LetterHeader found={found} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex min-w-0 flex-col gap-4">
          <PayloadPanel found={found} />
          <TracePanel id={letter.id.toString()} />
          <NeighboursPanel id={letter.id.toString()} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <FactsPanel found={found} />
          <HistoryPanel found={found} />
        </div>
      </div>
    </>
  );
}

function LetterHeader({ found: { letter, payload, edited } }: { found: Letter }) {
  const href = useHref();
  const [isEditing, setEditing] = useState(false);
  const waits = letter.state === "failed";
  const shown = edited ?? payload;
  return (
    <header className="flex flex-col gap-1">
      <Link
        href={href("/dead-letters")}
        className="inline-flex items-center gap-1 self-start text-12 text-text-3 hover:text-text-1"
      >
        <ArrowLeft aria-hidden size={13} /> Dead letters
      </Link>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-80">
          <h1 className="flex flex-wrap items-center gap-2 font-semibold text-20">
            Letter {letter.id.toString()}
            <StateBadge state={letter.state} />
          </h1>
          <p className="text-13 text-text-2">
            <code className="mr-1.5 font-medium text-text-1">{letter.code}</code>
            {letter.message}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <DiscardButton id={letter.id.toString()} state={letter.state} />
          {waits && shown.text !== null && !shown.isCut && (
            <Button icon={<Pencil aria-hidden size={14} />} onPress={() => setEditing(true)}>
              Edit the value…
            </Button>
          )}
          {waits && (
            <Link
              href={href("/dead-letters/replay", { ids: letter.id.toString() })}
              className={buttonClass("primary")}
            >
              Replay this letter…
            </Link>
          )}
        </div>
      </div>
      {isEditing && (
        <EditDialog
          id={letter.id.toString()}
          original={payload.text ?? ""}
          current={shown.text ?? ""}
          onClose={() => setEditing(false)}
        />
      )}
    </header>
  );
}
