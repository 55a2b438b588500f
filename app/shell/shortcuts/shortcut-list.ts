import { NAV_ITEMS } from "@/app/shell/nav-items";

/** What a key does; `id` is what the listener looks up. */
export interface Shortcut {
  id: string;
  /** pressed one after the other */
  keys: readonly string[];
  does: string;
}

/** Single keys, without Ctrl or Alt: they can be turned off (WCAG 2.1.4). */
export const SINGLE_KEYS: readonly Shortcut[] = [
  { id: "help", keys: ["?"], does: "Show or hide this sheet" },
  { id: "live", keys: ["p"], does: "Pause or resume live data" },
  { id: "freeze", keys: ["f"], does: "Freeze the range and copy the link" },
  { id: "earlier", keys: ["["], does: "Half a range earlier" },
  { id: "later", keys: ["]"], does: "Half a range later" },
  { id: "zoom-in", keys: ["+"], does: "Zoom in" },
  { id: "zoom-out", keys: ["-"], does: "Zoom out" },
  ...NAV_ITEMS.map((item) => ({
    id: `go ${item.path}`,
    keys: ["g", item.key],
    does: `Go to ${item.label}`,
  })),
];

/** They work in any case: with a modifier, or only where something has the focus. */
export const OTHER_KEYS: readonly Shortcut[] = [
  { id: "palette", keys: ["Ctrl", "K"], does: "Search pages, instruments, actions and views" },
  { id: "rows", keys: ["↑", "↓"], does: "In a table: walk the rows; Enter opens one" },
  { id: "chart", keys: ["←", "→"], does: "In a chart: walk the points" },
  { id: "close", keys: ["Esc"], does: "Close what is open" },
];

/**
 * Which shortcut the keys that were pressed make: one, the beginning of one (`more`), or none.
 * @param pressed the newest last
 */
export function matchKeys(pressed: readonly string[]): { id: string } | "more" | null {
  const fits = SINGLE_KEYS.filter(({ keys }) => pressed.every((key, index) => keys[index] === key));
  const whole = fits.find(({ keys }) => keys.length === pressed.length);
  if (whole !== undefined) return { id: whole.id };
  return fits.length > 0 ? "more" : null;
}
