/** Today's names of zones that engines still list by their old ones. */
const RENAMED = [
  "Africa/Asmara",
  "America/Nuuk",
  "Asia/Ho_Chi_Minh",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Yangon",
  "Atlantic/Faroe",
  "Europe/Kyiv",
  "Pacific/Kanton",
];

/** Whether times can be printed in it: an IANA zone, or an offset such as `+09:00`. */
export function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The IANA zones that this engine knows, by name. */
export function listZones(): string[] {
  const known = [...Intl.supportedValuesOf("timeZone"), ...RENAMED.filter(isZone)];
  return [...new Set(known)].sort();
}

/** As people write it: `America/New York`. */
export function zoneText(zone: string): string {
  return zone.replaceAll("_", " ");
}
