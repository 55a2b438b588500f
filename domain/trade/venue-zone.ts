/**
 * The zone whose clock a venue goes by: its trading hours, or the times that it publishes beside UTC. Of the venues that
 * K2 reads, the others tell time and cut their days in UTC; of an unknown one, nothing is claimed.
 */
const VENUE_ZONES: Readonly<Record<string, string>> = {
  asx: "Australia/Sydney",
  upbit: "Asia/Seoul",
};

/** An IANA zone, or null where the venue has none of its own. */
export function venueZone(exchange: string): string | null {
  return Object.hasOwn(VENUE_ZONES, exchange) ? (VENUE_ZONES[exchange] ?? null) : null;
}
