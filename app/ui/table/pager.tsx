"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { buttonClass } from "@/app/ui/button-class";
import type { TablePlace } from "@/app/ui/table/table-place";
import type { SeenRows } from "@/app/ui/table/use-held-place";

interface PagerProps<Row> {
  place: TablePlace<Row>;
  seen: () => SeenRows & { rows: readonly Row[] };
  turn: (direction: -1 | 1) => void;
  hasMore: { before: boolean; after: boolean };
}

/** Turns a table by a screenful, for who does not scroll, and says what came into sight. */
export function Pager<Row>({ place, seen, turn, hasMore }: PagerProps<Row>) {
  const [told, setTold] = useState("");
  const go = (direction: -1 | 1) => {
    turn(direction);
    const { from, to, rows } = seen();
    const [first, last] = [rows[from], rows[to]];
    if (first === undefined || last === undefined) return;
    const isEnd = direction < 0 ? from === 0 && !hasMore.before : to === rows.length - 1 && !hasMore.after;
    setTold(`${place.describe(first, last)}${isEnd ? ". That is the end of the range." : ""}`);
  };
  return (
    <span className="ml-auto flex items-center gap-1">
      <Turn label={place.before} icon={<ArrowUp aria-hidden size={13} />} onPress={() => go(-1)} />
      <Turn label={place.after} icon={<ArrowDown aria-hidden size={13} />} onPress={() => go(1)} />
      <span role="status" className="sr-only">
        {told}
      </span>
    </span>
  );
}

function Turn({ label, icon, onPress }: { label: string; icon: ReactNode; onPress: () => void }) {
  return (
    <button type="button" onClick={onPress} className={buttonClass("ghost", "sm")}>
      {icon}
      {label}
    </button>
  );
}
