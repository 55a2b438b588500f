"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { MailCheck, MailX } from "lucide-react";
import { useQueryStates } from "nuqs";
import { DeadLetterGroups } from "@/app/dead-letters/dead-letter-groups";
import { type DeadLetter, LETTER_COLUMNS } from "@/app/dead-letters/letter-columns";
import { deadLettersParams, LETTER_STATES } from "@/app/dead-letters/params";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLivePagedOptions, usePagedRows } from "@/app/lib/trpc/use-paged-rows";
import { ChipGroup } from "@/app/ui/chips";
import { ComingNote } from "@/app/ui/coming-note";
import { EmptyState } from "@/app/ui/empty-state";
import { PageHeader } from "@/app/ui/page-header";
import { PagedPanel } from "@/app/ui/paged-panel";

const STATE_LABEL = {
  failed: "Failed",
  replaying: "Replaying",
  replayed: "Replayed",
  resolved: "Resolved",
  discarded: "Discarded",
} as const;

const rowKey = (row: DeadLetter) => row.id.toString();

/** What cannot be read? */
export function DeadLettersView() {
  const trpc = useTRPC();
  const [{ states, group }, setParams] = useQueryStates(deadLettersParams, { history: "push" });
  const live = useLivePagedOptions(3_000);
  const query = useInfiniteQuery(
    trpc.deadLetters.page.infiniteQueryOptions(
      { states, fingerprint: group },
      { getNextPageParam: (page) => page.nextCursor, ...live },
    ),
  );
  const { rows, onEnd, hasNextPage } = usePagedRows(query);
  return (
    <>
      <PageHeader title="Dead letters" question="What cannot be read, and is it mended?" />
      <DeadLetterGroups chosen={group} onChoose={(fingerprint) => void setParams({ group: fingerprint })} />
      <PagedPanel
        title={group ? "Letters of the chosen group" : "Letters"}
        subtitle="Records that no decoder could read; their bytes, keys and headers are kept"
        actions={
          <ChipGroup
            label="State"
            mode="multiple"
            chips={LETTER_STATES.map((state) => ({ value: state, label: STATE_LABEL[state] }))}
            selected={states}
            onChange={(next) => void setParams({ states: next })}
          />
        }
        label="Dead letters"
        columns={LETTER_COLUMNS}
        rows={rows}
        rowKey={rowKey}
        onEnd={onEnd}
        hasMore={hasNextPage}
        error={query.error}
        onRetry={() => void query.refetch()}
        minWidth={1_100}
        empty={<NoLetters failedOnly={states.length === 1 && states[0] === "failed"} />}
      />
      <ComingNote>
        The letter with its payload, edits, the proof of what a replay would do, and the replay itself come to
        this page next. Nothing is lost until then: each letter keeps its bytes and its place in the topic.
      </ComingNote>
    </>
  );
}

function NoLetters({ failedOnly }: { failedOnly: boolean }) {
  if (failedOnly) {
    return (
      <EmptyState icon={MailCheck} title="No letter waits">
        Every record so far could be read, or its letter is settled. A record that no decoder can read appears
        here with the decoder's reason, in the same moment as the ledger counts it.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={MailX} title="No letter in these states">
      Choose other states above.
    </EmptyState>
  );
}
