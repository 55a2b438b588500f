import { latencyText, type Stages } from "@/app/latency/words";

/** 1 µs to 10 s */
const DECADES = 7;

/** Where a latency lies on the ruler, in percent. */
const place = (micros: number) => Math.min(100, (Math.log10(Math.max(micros, 1)) / DECADES) * 100);

const TICKS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const MARKS = [
  { key: "p50", word: "p50" },
  { key: "p95", word: "p95" },
  { key: "p99", word: "p99" },
  { key: "p999", word: "p99.9" },
] as const;

/** A log ruler with the tiers as bands and our percentiles on it. */
export function Ruler({ stages }: { stages: Stages }) {
  const total = stages.stages.find((one) => one.stage === "total")?.figures;
  const bands = stages.tiers.map((tier, index) => ({
    ...tier,
    left: place(stages.tiers[index - 1]?.belowMicros ?? 1),
    right: place(tier.belowMicros),
  }));
  return (
    <div aria-hidden className="px-2">
      <div className="relative h-32">
        {bands.map((band, index) => (
          <div
            key={band.name}
            className={`absolute inset-y-0 border-line-strong border-r border-dashed ${["bg-surface-3", "bg-surface-2", "bg-accent-soft"][index]}`}
            style={{ left: `${band.left}%`, width: `${band.right - band.left}%` }}
          >
            <span className="absolute top-1 left-1.5 text-12 text-text-2">
              {band.name} {band.word}
            </span>
          </div>
        ))}
        {MARKS.map(({ key, word }, index) => {
          const mark = total?.[key];
          if (!mark || mark.value < 0) return null;
          return (
            <div key={key}>
              <span
                className="absolute h-1 rounded-sm bg-accent opacity-40"
                style={{
                  left: `${place(mark.low)}%`,
                  width: `${Math.max(0.4, place(mark.high) - place(mark.low))}%`,
                  top: 36 + index * 22,
                }}
              />
              <span
                className="absolute size-2 -translate-x-1 rounded-full bg-accent"
                style={{ left: `${place(mark.value)}%`, top: 34 + index * 22 }}
              />
              <span
                className="absolute -translate-x-full pr-2 text-12 whitespace-nowrap text-text-1"
                style={{ left: `${place(mark.low)}%`, top: 30 + index * 22 }}
              >
                {word} {latencyText(mark.value)}
              </span>
            </div>
          );
        })}
      </div>
      <div className="relative h-5 border-line-strong border-t">
        {TICKS.map((tick) => (
          <span
            key={tick}
            className="absolute -translate-x-1/2 text-12 whitespace-nowrap text-text-3 last:-translate-x-full max-sm:odd:hidden"
            style={{ left: `${place(tick)}%` }}
          >
            {latencyText(tick)}
          </span>
        ))}
      </div>
    </div>
  );
}
