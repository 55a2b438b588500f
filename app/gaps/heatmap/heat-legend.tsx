import { type CellLook, LOOK } from "@/app/gaps/heatmap/cell-look";

const SHOWN: readonly CellLook[] = [
  "complete",
  "little",
  "much",
  "most",
  "touched",
  "not-applicable",
  "none",
];

/** What the patterns mean. */
export function HeatLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2 text-12 text-text-2">
      {SHOWN.map((look) => (
        <li key={look} className="flex items-center gap-1.5">
          <span aria-hidden className={`inline-block size-3.5 rounded-sm ${LOOK[look].className}`} />
          {LOOK[look].word}
        </li>
      ))}
    </ul>
  );
}
