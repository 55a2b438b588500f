"use client";

import { useQuery } from "@tanstack/react-query";
import { useBrowserDelays } from "@/app/latency/browser/use-browser-delays";
import { type ClockOffset, useClockOffset } from "@/app/latency/browser/use-clock-offset";
import { Figure } from "@/app/latency/figure";
import { latencyText } from "@/app/latency/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { Panel } from "@/app/ui/panel";
import { enoughFor, percentileOf } from "@/domain/latency/histogram";

type Instrument = ApiOutput["instruments"]["list"][number];

const SHOWN = [
  { p: 0.5, word: "p50" },
  { p: 0.95, word: "p95" },
  { p: 0.99, word: "p99" },
] as const;

/** The last stage: from being stored to this very browser, measured here on the live tape of the busiest instrument. */
export function BrowserPanel({ exchange }: { exchange: string | null }) {
  const trpc = useTRPC();
  const instruments = useQuery(trpc.instruments.list.queryOptions({})).data ?? [];
  const clock = useClockOffset();
  const busiest = instruments
    .filter((one) => exchange === null || one.exchange === exchange)
    .reduce<Instrument | null>((best, one) => (best === null || one.stored > best.stored ? one : best), null);
  return busiest === null ? null : <Measured key={busiest.id} instrument={busiest} clock={clock} />;
}

function Measured({ instrument, clock }: { instrument: Instrument; clock: ClockOffset | undefined }) {
  const [{ live }] = useGlobalParams();
  const delays = useBrowserDelays(instrument.id, clock, live);
  return (
    <Panel
      title="Stored to this browser"
      subtitle={`Measured here since the page was opened, on the live tape of ${instrument.exchange} ${instrument.symbol}: the commit, the console's look every 100 ms, the way to this window`}
    >
      <dl className="flex flex-wrap gap-x-10 gap-y-3 text-13">
        <div>
          <dt className="text-12 text-text-3">n</dt>
          <dd data-testid="browser-n">{groupThousands(delays.n)}</dd>
        </div>
        {SHOWN.map(({ p, word }) => (
          <div key={word}>
            <dt className="text-12 text-text-3">{word}</dt>
            <dd>
              <Figure percentile={percentileOf(delays, p)} enough={enoughFor(p)} />
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-12 text-text-3">Clocks agree to</dt>
          <dd>{clock === undefined ? "not known yet" : `± ${latencyText(clock.uncertainty)}`}</dd>
        </div>
      </dl>
      {!live && <p className="mt-2 text-13 text-text-3">Paused: nothing is measured.</p>}
    </Panel>
  );
}
