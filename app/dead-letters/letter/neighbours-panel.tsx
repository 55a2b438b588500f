"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import Link from "next/link";
import { useTRPC } from "@/app/lib/trpc/react";
import { useHref } from "@/app/lib/url/use-global-params";
import { ExactNumber } from "@/app/ui/exact-number";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { AbsoluteTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";

/** What stands before and after the letter in its partition. */
export function NeighboursPanel({ id }: { id: string }) {
  const trpc = useTRPC();
  const href = useHref();
  const query = useQuery(trpc.deadLetters.neighbours.queryOptions({ id }, { staleTime: 60_000 }));
  return (
    <Panel title="Neighbours in the partition" subtitle="Five offsets to each side, as they are stored" flush>
      <QueryView query={query} loading={<SkeletonRows rows={5} columns={4} />}>
        {({ offset, records }) =>
          records.length === 0 ? (
            <p className="px-4 py-3 text-13 text-text-2">
              {offset === null
                ? "The letter's place in its topic is not known."
                : "Nothing is stored beside it."}
            </p>
          ) : (
            <ul className="text-13">
              {records.map((record, index) => (
                <li
                  // biome-ignore lint/suspicious/noArrayIndexKey: a record may carry several trades, in an order that stays
                  key={`${record.offset} ${index}`}
                  className={clsx(
                    "grid grid-cols-[80px_minmax(0,1fr)] items-center gap-x-3 sm:grid-cols-[110px_minmax(0,1fr)_auto] border-line border-t px-4 py-1.5",
                    record.offset === offset && "bg-accent-soft",
                  )}
                >
                  <span className="mono text-12 text-text-3">{record.offset.toString()}</span>
                  {record.kind === "letter" ? (
                    record.id.toString() === id ? (
                      <span className="font-medium">this letter</span>
                    ) : (
                      <Link
                        href={href(`/dead-letters/${record.id}`)}
                        className="truncate text-accent underline"
                      >
                        letter {record.id.toString()}: {record.code}
                      </Link>
                    )
                  ) : (
                    <span className="truncate">
                      {record.symbol} <ExactNumber value={record.quantity} /> at{" "}
                      <ExactNumber value={record.price} />
                    </span>
                  )}
                  {record.time !== null && (
                    <AbsoluteTime
                      micros={record.time}
                      precision="milli"
                      className="mono text-12 text-text-3 max-sm:col-start-2"
                    />
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Panel>
  );
}
