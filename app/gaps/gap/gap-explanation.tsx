"use client";

import Link from "next/link";
import { useState } from "react";
import { PlanDialog } from "@/app/gaps/backfill/plan-dialog";
import { AcknowledgeDialog } from "@/app/gaps/gap/acknowledge-dialog";
import type { GapDetail } from "@/app/gaps/gap/gap-type";
import { CLASS, type MissingClass } from "@/app/gaps/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { useHref } from "@/app/lib/url/use-global-params";
import { Button } from "@/app/ui/button";
import { buttonClass } from "@/app/ui/button-class";

/** Where every missing number is, and the one button that repairs each kind. */
export function GapExplanation({ gap }: { gap: GapDetail }) {
  return (
    <section aria-label="Where the missing numbers are" className="flex flex-col gap-2">
      <h3 className="font-semibold text-14">Where the missing numbers are</h3>
      <ul className="rounded border border-line">
        {gap.classes.map(({ class: name, count }) => (
          <li
            key={name}
            className="flex flex-wrap items-center gap-3 border-line border-t p-3 first:border-t-0"
          >
            <div className="min-w-48 grow basis-0">
              <p className="font-medium">
                {CLASS[name].word}: {groupThousands(count)}
              </p>
              <p className="text-12 text-text-2">{CLASS[name].meaning}</p>
              <p className="mono break-words text-12 text-text-3">{rangesText(gap, name)}</p>
            </div>
            <ClassButton gap={gap} name={name} />
          </li>
        ))}
      </ul>
      {gap.evidence.unread !== undefined && gap.evidence.unread.length > 0 && (
        <p className="text-12 text-text-2">
          {gap.evidence.unread.length} records between its two trades could not be read at all: their numbers
          are not known. They are in the dead letters.
        </p>
      )}
    </section>
  );
}

const SHOWN = 6;

function rangesText({ parts, partsLeftOut }: GapDetail, name: MissingClass): string {
  const mine = parts.filter((part) => part.class === name);
  const shown = mine
    .slice(0, SHOWN)
    .map(({ from, to }) =>
      from === to ? groupThousands(from) : `${groupThousands(from)} – ${groupThousands(to)}`,
    );
  const more = mine.length - shown.length + partsLeftOut;
  return `${shown.join(", ")}${more > 0 ? ` and ${groupThousands(more)} more` : ""}`;
}

function ClassButton({ gap, name }: { gap: GapDetail; name: MissingClass }) {
  const href = useHref();
  const [isOpen, setOpen] = useState(false);
  const id = gap.id.toString();
  if (gap.state === "backfilling" || gap.state === "filled") return null;
  if (name === "dead-letter") {
    const ids = gap.letters.map((letter) => letter.id.toString()).join(",");
    return (
      <Link href={href("/dead-letters/replay", { ids })} className={buttonClass("primary", "sm")}>
        Replay its letters…
      </Link>
    );
  }
  if (name === "fetchable")
    return (
      <>
        <Button size="sm" variant="primary" onPress={() => setOpen(true)}>
          Backfill…
        </Button>
        <PlanDialog selection={{ kind: "ids", ids: [id] }} isOpen={isOpen} onClose={() => setOpen(false)} />
      </>
    );
  if (gap.state === "acknowledged") return null;
  return (
    <>
      <Button size="sm" onPress={() => setOpen(true)}>
        Acknowledge…
      </Button>
      <AcknowledgeDialog ids={[id]} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
