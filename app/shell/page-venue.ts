"use client";

import { useEffect } from "react";
import { venueZone } from "@/domain/trade/venue-zone";

/** The exchange whose market the open page shows. */
let open: string | null = null;

/** The zone of that exchange, where it has one of its own. Read it when it is to be shown: nothing tells of changes. */
export function readPageVenueZone(): string | null {
  return open === null ? null : venueZone(open);
}

/** Tells which exchange's market the page shows, for the choice of zones. */
export function usePageVenue(exchange: string | null): void {
  useEffect(() => {
    open = exchange;
    return () => {
      open = null;
    };
  }, [exchange]);
}
