"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { LetterFilters } from "@/app/dead-letters/list/letter-filters";
import { type Selection, selectionText } from "@/app/dead-letters/replay/selection";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { useHref, useLiveOptions } from "@/app/lib/url/use-global-params";
import { Button } from "@/app/ui/button";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";

/** Which letters: the filter as the list had it, or those that were picked. */
export function SelectStep({ selection, onNext }: { selection: Selection; onNext: () => void }) {
  const trpc = useTRPC();
  const href = useHref();
  const filter = selection.kind === "filter" ? selection.filter : {};
  const isFilter = selection.kind === "filter";
  const live = useLiveOptions(3_000);
  const count = useQuery(trpc.deadLetters.count.queryOptions(filter, { ...live, enabled: isFilter }));
  const sample = useQuery(
    trpc.deadLetters.page.queryOptions({ ...filter, limit: 8 }, { ...live, enabled: isFilter }),
  );
  const letters = isFilter ? count.data?.letters : selection.ids.length;
  return (
    <Panel
      title={
        letters === undefined
          ? "Which letters?"
          : `${groupThousands(letters)}${count.data?.isMore ? " or more" : ""} ${letters === 1 ? "letter" : "letters"}`
      }
      subtitle={`You replay ${selectionText(selection, sample.data?.rows[0]?.code)}. Letters that come later do not belong to the plan.`}
      actions={
        <Button variant="primary" onPress={onNext} isDisabled={letters === undefined || letters === 0}>
          Next: fix
        </Button>
      }
      flush
    >
      {isFilter ? (
        <>
          <LetterFilters withStates={false} />
          <QueryView query={sample} loading={<SkeletonRows rows={4} columns={4} />}>
            {({ rows }) => (
              <ul className="text-13">
                {rows.map((row) => (
                  <li
                    key={row.id.toString()}
                    className="grid grid-cols-[200px_minmax(0,1fr)_auto] gap-3 border-line border-t px-4 py-1.5 max-sm:grid-cols-1"
                  >
                    <code className="truncate">{row.code}</code>
                    <span className="truncate text-text-2">{row.message}</span>
                    <Link href={href(`/dead-letters/${row.id}`)} className="text-accent underline">
                      letter {row.id.toString()}
                    </Link>
                  </li>
                ))}
                {rows.length === 0 && (
                  <li className="px-4 py-4 text-text-2">No letter passes these filters.</li>
                )}
              </ul>
            )}
          </QueryView>
        </>
      ) : (
        <p className="flex flex-wrap gap-x-2 gap-y-1 px-4 pb-4 text-13">
          {selection.ids.map((id) => (
            <Link key={id} href={href(`/dead-letters/${id}`)} className="text-accent underline">
              letter {id}
            </Link>
          ))}
        </p>
      )}
    </Panel>
  );
}
