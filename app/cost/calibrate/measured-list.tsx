import { MEASURED } from "@/app/cost/calibrate/measured-names";
import { groupThousands } from "@/app/lib/format/decimal";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Badge } from "@/app/ui/badge";
import type { Measurements } from "@/domain/cost/calibration/measurement";

type Calibration = ApiOutput["cost"]["calibration"];

interface MeasuredListProps {
  /** of the pipeline, and of a benchmark where one was loaded */
  measurements: Measurements;
  sources: Calibration["sources"];
  unmeasured: Calibration["unmeasured"];
}

const NAMES = Object.keys(MEASURED).filter((name): name is keyof Measurements => name in MEASURED);

/** Each figure with its window, its count and where it was read; and of the others, why they stay assumed. */
export function MeasuredList({ measurements, sources, unmeasured }: MeasuredListProps) {
  const missing = unmeasured.filter(({ name }) => measurements[name] === undefined);
  return (
    <ul aria-label="What the pipeline told" className="flex flex-col text-13">
      {NAMES.map((name) => {
        const found = measurements[name];
        if (found === undefined) return null;
        return (
          <li
            key={name}
            data-measured={name}
            className="flex flex-col gap-0.5 border-line border-t px-4 py-2"
          >
            <span className="flex flex-wrap items-center gap-2">
              <span className="grow">{MEASURED[name].label}</span>
              <span className="font-medium">
                {groupThousands(found.value)} {MEASURED[name].unit}
              </span>
              <Badge tone="ok">measured</Badge>
            </span>
            <span className="text-12 text-text-3">
              {found.window}, n = {groupThousands(found.sampleSize)}
              {sources[name] !== undefined && `: ${sources[name]}`}
            </span>
          </li>
        );
      })}
      {missing.map(({ name, reason }) => (
        <li key={name} className="flex flex-col gap-0.5 border-line border-t px-4 py-2">
          <span className="flex items-center gap-2">
            <span className="grow text-text-2">{MEASURED[name].label}</span>
            <Badge>not measured</Badge>
          </span>
          <span className="text-12 text-text-3">{reason}</span>
        </li>
      ))}
    </ul>
  );
}
