"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useState } from "react";
import type { Micros } from "@/app/lib/format/time";
import { tablePlaceParams } from "@/app/trades/params";

/**
 * Where the table stands. The address follows the eye (`stand`), so that a link, a reload and the way back lead to what
 * was read; the rows are asked for anew (`anchor`) only where somebody goes elsewhere: by `go`, a link, the way back, or
 * with another question (`asked`), which is then answered around what was read.
 */
export function useTablePlace(asked: string) {
  const [{ at }, setPlace] = useQueryStates(tablePlaceParams);
  const [known, setKnown] = useState({ at, asked });
  const [anchor, setAnchor] = useState(at);
  if (at !== known.at || asked !== known.asked) {
    setKnown({ at, asked });
    setAnchor(at);
  }
  const stand = useCallback(
    (time: Micros | null) => {
      setKnown((before) => ({ ...before, at: time }));
      void setPlace({ at: time }, { history: "replace" });
    },
    [setPlace],
  );
  const go = useCallback(
    (time: Micros | null) => void setPlace({ at: time }, { history: "push" }),
    [setPlace],
  );
  return { at, anchor, stand, go };
}
