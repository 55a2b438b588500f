import type { GapDetail } from "@/app/gaps/gap/gap-type";
import { CAUSE, STATE } from "@/app/gaps/words";
import { groupThousands } from "@/app/lib/format/decimal";
import { Badge } from "@/app/ui/badge";
import { AbsoluteTime } from "@/app/ui/relative-time";
import { GAP_CAUSES, GAP_STATES } from "@/domain/gap/types";

/** What became of a gap, by whom and why, the newest first. */
export function GapHistory({ history }: { history: GapDetail["history"] }) {
  if (history.length === 0) return null;
  return (
    <section aria-label="History" className="flex flex-col gap-2">
      <h3 className="font-semibold text-14">History</h3>
      <ol>
        {history.map((event) => {
          const state = GAP_STATES.find((one) => one === event.toState);
          const cause = GAP_CAUSES.find((one) => one === event.cause);
          return (
            <li key={event.id.toString()} className="border-line border-t py-2">
              <p className="flex flex-wrap items-center gap-2">
                <AbsoluteTime micros={event.at} className="mono text-12 text-text-3" />
                {state !== undefined && <Badge tone={STATE[state].tone}>{STATE[state].word}</Badge>}
                {event.missingBefore !== null && event.missingBefore !== event.missingAfter && (
                  <span className="text-text-2">
                    {groupThousands(event.missingBefore)} → {groupThousands(event.missingAfter)} missing
                  </span>
                )}
                {cause !== undefined && cause !== "unknown" && (
                  <span className="text-text-3">{CAUSE[cause].toLowerCase()}</span>
                )}
              </p>
              <p className="text-12 text-text-2">
                {event.actor}
                {event.reason !== null && `: ${event.reason}`}
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
