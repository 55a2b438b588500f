"use client";

import { useQuery } from "@tanstack/react-query";
import { hexLines } from "@/app/dead-letters/letter/hex-lines";
import { bytesOf } from "@/app/dead-letters/letter/use-bytes";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";

/** enough to see what it is; the rest is in the download */
const HEAD = 4_096;

/** The first bytes of a value, as they came. */
export function HexView({ id, isHidden }: { id: string; isHidden: boolean }) {
  if (isHidden)
    return (
      <p className="px-4 py-6 text-13 text-text-2">The bytes are hidden from your role, as fields are.</p>
    );
  return <Bytes id={id} />;
}

function Bytes({ id }: { id: string }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.deadLetters.bytes.queryOptions({ id, head: HEAD }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  return (
    <QueryView query={query} loading={<SkeletonRows rows={6} columns={3} />}>
      {({ base64, bytes }) => (
        <>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
            tabIndex={0}
            className="max-h-[56dvh] overflow-auto px-4 py-3 text-12 leading-5"
          >
            {base64 === null
              ? "no value"
              : hexLines(bytesOf(base64))
                  .map((line) => `${line.offset}  ${line.hex.padEnd(47)}  ${line.text}`)
                  .join("\n")}
          </pre>
          {bytes > HEAD && (
            <p className="px-4 pb-3 text-12 text-text-3">
              The first {groupThousands(HEAD)} of {groupThousands(bytes)} bytes.
            </p>
          )}
        </>
      )}
    </QueryView>
  );
}
