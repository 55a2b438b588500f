"use client";

import { useSearchParams } from "next/navigation";
import { type Dispatch, useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { encodeCostLink, type OpenedLink, openCostLink, withoutGlobal } from "@/app/cost/state/cost-link";
import { type CostAction, type CostState, reduceCost } from "@/app/cost/state/cost-state";
import { globalParams } from "@/app/lib/url/global-params";

/** A drag changes the state sixty times a second; browsers take about seven addresses in that time. */
const SETTLE_MS = 250;

export interface LinkNotes {
  notices: readonly string[];
  problems: OpenedLink["problems"];
}

const NO_NOTES: LinkNotes = { notices: [], problems: [] };

interface CostPage {
  state: CostState;
  dispatch: Dispatch<CostAction>;
  /** this page's part of the address that shows the state: `v=1&prices=…` */
  link: string;
  /** what the opened link was about and could not tell or was too old for */
  notes: LinkNotes;
  dismissNotes: () => void;
}

/** The page's state, which the address follows; another address of this page (back, a pasted link) loads its own. */
export function useCostState(): CostPage {
  const address = withoutGlobal(useSearchParams().toString());
  const [opened] = useState(() => openCostLink(address));
  const [state, dispatch] = useReducer(reduceCost, opened.state);
  const [notes, setNotes] = useState<LinkNotes>(opened);
  const link = useMemo(() => encodeCostLink(state), [state]);
  // Where address and state last agreed: whichever of the two has left it is the one that leads.
  const agreed = useRef({ address, link });

  useEffect(() => {
    if (address === agreed.current.address) return;
    const next = openCostLink(address);
    agreed.current = { address, link: encodeCostLink(next.state) };
    setNotes(next);
    dispatch({ type: "load", state: next.state });
  }, [address]);

  useEffect(() => {
    if (link === agreed.current.link) return;
    const timer = setTimeout(() => {
      const query = pageQuery(window.location.search, link);
      agreed.current = { address: withoutGlobal(query), link };
      window.history.replaceState(null, "", `${window.location.pathname}?${query}`);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [link]);

  const dismissNotes = useCallback(() => setNotes(NO_NOTES), []);
  return { state, dispatch, link, notes, dismissNotes };
}

/** The address's query with another scenario: range, zone and pause stay. */
function pageQuery(search: string, link: string): string {
  const query = new URLSearchParams(link);
  const before = new URLSearchParams(search);
  for (const name of Object.keys(globalParams)) {
    const value = before.get(name);
    if (value !== null) query.set(name, value);
  }
  return query.toString();
}
