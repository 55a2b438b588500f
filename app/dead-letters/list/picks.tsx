"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

/** More than this are replayed by filter: the address of the replay names each picked one. */
export const MAX_PICKS = 200;

export interface Picks {
  ids: ReadonlySet<string>;
  set: (id: string, picked: boolean) => void;
  /** `to` is reached from the last one that was pressed, in the order of `all` */
  extend: (to: string, all: readonly string[]) => void;
  clear: () => void;
}

const PicksContext = createContext<Picks | null>(null);

/** Which letters of the list are picked. */
export function PicksProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<{ ids: ReadonlySet<string>; last: string | null }>({
    ids: new Set(),
    last: null,
  });
  const picks = useMemo<Picks>(
    () => ({
      ids: state.ids,
      set: (id, picked) =>
        setState(({ ids }) => {
          const next = new Set(ids);
          if (!picked) next.delete(id);
          else if (next.size < MAX_PICKS) next.add(id);
          return { ids: next, last: id };
        }),
      extend: (to, all) =>
        setState(({ ids, last }) => {
          const [a, b] = [all.indexOf(last ?? to), all.indexOf(to)];
          const next = new Set(ids);
          for (const id of all.slice(Math.min(a, b), Math.max(a, b) + 1))
            if (next.size < MAX_PICKS) next.add(id);
          return { ids: next, last: to };
        }),
      clear: () => setState({ ids: new Set(), last: null }),
    }),
    [state],
  );
  return <PicksContext value={picks}>{children}</PicksContext>;
}

export function usePicks(): Picks {
  const picks = useContext(PicksContext);
  if (picks === null) throw new Error("letters are picked inside a PicksProvider");
  return picks;
}
