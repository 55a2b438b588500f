"use client";

import Link from "next/link";
import { DiffView } from "@/app/dead-letters/editor/diff-view";
import { PreviewLine } from "@/app/dead-letters/editor/preview-line";
import { MarkedText } from "@/app/dead-letters/letter/marked-text";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useHref } from "@/app/lib/url/use-global-params";
import { Badge } from "@/app/ui/badge";
import { SkeletonRows } from "@/app/ui/skeleton";

/** The newest letters of a selection: the value before and after, and what the decoders make of it. */
export function SampleList({
  preview,
  isPatched,
}: {
  preview: ApiOutput["replay"]["previewPatch"] | undefined;
  isPatched: boolean;
}) {
  const href = useHref();
  if (preview === undefined) return <SkeletonRows rows={4} columns={2} />;
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-medium text-12 text-text-3">
        {preview.samples.length === 0
          ? "No waiting letter of the selection is small enough to show."
          : `On the newest ${preview.samples.length} letters`}
      </h3>
      {preview.samples.map((sample) => (
        <article
          key={sample.letterId.toString()}
          className="flex flex-col gap-2 rounded border border-line p-3"
        >
          <h4 className="flex flex-wrap items-center gap-2 text-13">
            <Link href={href(`/dead-letters/${sample.letterId}`)} className="text-accent underline">
              Letter {sample.letterId.toString()}
            </Link>
            {sample.misfit !== null && <Badge tone="bad">The patch does not fit</Badge>}
          </h4>
          {sample.misfit !== null && <p className="text-13 text-text-2">{sample.misfit}</p>}
          {sample.preview !== null && <PreviewLine verdict={sample.preview} />}
          {isPatched && sample.after !== null && sample.before.text !== null ? (
            <DiffView
              before={sample.before.text}
              after={sample.after.text ?? ""}
              label={`Changes to letter ${sample.letterId}`}
            />
          ) : (
            sample.before.text !== null && <MarkedText payload={sample.before} path={sample.path} />
          )}
        </article>
      ))}
    </div>
  );
}
