"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useMemo } from "react";
import { usd } from "@/app/cost/money";
import type { PricedScenario } from "@/app/cost/scenario";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import { useHref } from "@/app/lib/url/use-global-params";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";
import { replayCost } from "@/domain/cost/analysis/replay-cost";

const CELL = "px-2 text-right whitespace-nowrap";
const HEAD = "h-8 px-2 text-12 font-medium text-text-3";

interface Row {
  key: string;
  name: string;
  href: string;
  records: number;
  bytes: number | null;
}

/** What each replay adds to the bill: produced, read, held and decoded once more. */
export function ReplayCosts({ priced }: { priced: PricedScenario }) {
  const trpc = useTRPC();
  const href = useHref();
  const query = useQuery(trpc.cost.replays.queryOptions({}));
  const rows = useMemo<Row[]>(() => {
    if (query.data === undefined) return [];
    const { waiting, jobs } = query.data;
    const bytesOf = (records: number, mean: number | null) =>
      mean === null ? null : Math.round(records * mean);
    const letters = Number(waiting.letters);
    return [
      ...jobs.map((job) => ({
        key: String(job.id),
        name: `Replay ${job.id}: ${job.reason}`,
        href: href("/dead-letters/replay", { job: String(job.id) }),
        records: job.records,
        bytes: bytesOf(job.records, job.meanBytes),
      })),
      {
        key: "waiting",
        name: "All dead letters that wait, if they were replayed",
        href: href("/dead-letters"),
        records: letters,
        bytes: bytesOf(letters, waiting.meanBytes),
      },
    ];
  }, [query.data, href]);
  return (
    <section aria-label="Cost of replays" className="border-line border-t">
      <QueryView query={query} loading={<SkeletonRows rows={2} columns={3} />}>
        {() => (
          <table className="w-full text-13" data-testid="cost-replays">
            <thead>
              <tr>
                <th scope="col" className={`${HEAD} pl-4 text-left`}>
                  Replay
                </th>
                <th scope="col" className={`${HEAD} text-right`}>
                  Records
                </th>
                <th scope="col" className={`${HEAD} pr-4 text-right`}>
                  USD, once
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <ReplayRow key={row.key} row={row} priced={priced} />
              ))}
            </tbody>
          </table>
        )}
      </QueryView>
    </section>
  );
}

function ReplayRow({ row, priced }: { row: Row; priced: PricedScenario }) {
  const { total, parts } = replayCost(priced.inputs, priced.sheet, row.records, row.bytes);
  const how = parts.map(({ id, usd: amount }) => `${id} $${amount}`).join(", ");
  return (
    <tr className="border-line border-t">
      <th scope="row" className="h-8 px-2 pl-4 text-left font-normal">
        <Link href={row.href} className="break-words hover:underline">
          {row.name}
        </Link>
      </th>
      <td className={CELL}>{groupThousands(row.records)}</td>
      <td className={`${CELL} pr-4 font-medium`} title={how}>
        {Number(total) > 0 && Number(total) < 0.01 ? "less than $0.01" : usd(total)}
      </td>
    </tr>
  );
}
