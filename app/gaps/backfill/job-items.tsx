"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { STATE } from "@/app/gaps/words";
import { groupThousands } from "@/app/lib/format/decimal";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Badge } from "@/app/ui/badge";
import { GAP_STATES } from "@/domain/gap/types";

type Items = ApiOutput["gaps"]["jobDetail"]["items"];

/** A job's gaps, those with something left first. */
export function JobItems({ items }: { items: Items }) {
  const search = useSearchParams();
  const link = (id: bigint) => {
    const params = new URLSearchParams(search);
    params.delete("job");
    params.set("view", "ledger");
    params.set("gap", id.toString());
    return `/gaps?${params}`;
  };
  return (
    <section aria-label="Its gaps" className="flex flex-col gap-2">
      <h3 className="font-semibold text-14">Its gaps</h3>
      <ul>
        {items.map((item) => {
          const state = GAP_STATES.find((one) => one === item.gapState);
          return (
            <li
              key={item.position}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t py-1.5"
            >
              <Link href={link(item.gapId)} className="text-accent underline">
                Gap {item.gapId.toString()}
              </Link>
              <span className="text-text-2">
                {item.exchange} {item.symbol}
              </span>
              <span className="grow text-text-2">
                {groupThousands(item.asked)} asked
                {item.remaining !== "0" && `, ${groupThousands(item.remaining)} not given`}
                {item.note !== null && `: ${item.note}`}
              </span>
              {state !== undefined && <Badge tone={STATE[state].tone}>{STATE[state].word}</Badge>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
