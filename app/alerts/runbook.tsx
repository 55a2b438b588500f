"use client";

import { useQuery } from "@tanstack/react-query";
import { runbookBlocks } from "@/app/alerts/runbook-blocks";
import { useTRPC } from "@/app/lib/trpc/react";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";
import { ALERT_KINDS } from "@/domain/alert/types";

/** The runbook of an alert's kind, as it stands in docs/runbooks. */
export function Runbook({ kind: name }: { kind: string }) {
  const kind = ALERT_KINDS.find((one) => one === name);
  return kind === undefined ? null : <KnownRunbook kind={kind} />;
}

function KnownRunbook({ kind }: { kind: (typeof ALERT_KINDS)[number] }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.alerts.runbook.queryOptions({ kind }, { staleTime: Number.POSITIVE_INFINITY }));
  return (
    <section aria-label="Runbook" className="flex flex-col gap-2 border-line border-t p-4 text-13">
      <h3 className="font-semibold text-14">Runbook</h3>
      <QueryView query={query} loading={<SkeletonRows rows={4} columns={1} />}>
        {({ file, markdown }) => (
          <>
            {runbookBlocks(markdown).map((block) => {
              if (block.kind === "heading")
                return (
                  <h4 key={block.key} className="mt-1 font-medium text-text-3">
                    {block.text}
                  </h4>
                );
              if (block.kind === "steps")
                return (
                  <ol key={block.key} className="ml-5 flex list-decimal flex-col gap-1.5">
                    {block.steps.map((step) => (
                      <li key={step}>
                        <Words text={step} />
                      </li>
                    ))}
                  </ol>
                );
              return (
                <p key={block.key}>
                  <Words text={block.text} />
                </p>
              );
            })}
            <p className="text-12 text-text-3">{file}</p>
          </>
        )}
      </QueryView>
    </section>
  );
}

/** Text with `code` in it. */
function Words({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which does not change
      <code key={index} className="mono rounded-sm bg-surface-2 px-1 text-12">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
