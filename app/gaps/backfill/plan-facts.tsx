import { KeyRound } from "lucide-react";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatDuration } from "@/app/lib/format/time";
import type { ApiOutput } from "@/app/lib/trpc/types";

type Plan = ApiOutput["gaps"]["plan"];

/** The plan's numbers, a venue a row. */
export function PlanFacts({ plan }: { plan: Plan }) {
  const { venues, unsupported, nothingToAsk, isCut } = plan;
  const notes = [
    unsupported > 0 &&
      `${groupThousands(unsupported)} ${unsupported === 1 ? "gap is" : "gaps are"} of markets whose REST history is not spoken: left out.`,
    nothingToAsk > 0 &&
      `${groupThousands(nothingToAsk)} ${nothingToAsk === 1 ? "gap has" : "gaps have"} nothing to ask the venue for: the numbers lie in the dead letters, or the venue has shown that it lacks them.`,
    isCut && "More gaps match than one plan takes: the rest needs another.",
  ].filter((note) => note !== false);
  return (
    <div className="flex flex-col gap-3 text-13">
      {venues.length === 0 ? (
        <p>There is nothing to fetch: no call would be made.</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full min-w-(--container-sm) text-left">
            <thead className="text-12 text-text-3">
              <tr>
                {["Venue", "Gaps", "Trades", "Calls", "Of the limit", "Time at three quarters of it"].map(
                  (name, index) => (
                    <th
                      key={name}
                      scope="col"
                      className={`py-1 pr-3 font-medium ${index === 0 ? "" : "text-right"}`}
                    >
                      {name}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {venues.map((one) => (
                <tr key={one.venue} className="border-line border-t">
                  <th scope="row" className="py-1.5 pr-3 font-medium">
                    {one.venue}
                  </th>
                  <td className="py-1.5 pr-3 text-right">{groupThousands(one.gaps)}</td>
                  <td className="py-1.5 pr-3 text-right">{groupThousands(one.numbers)}</td>
                  <td className="py-1.5 pr-3 text-right">{groupThousands(one.calls)}</td>
                  <td className="py-1.5 pr-3 text-right">
                    {groupThousands(one.weight)} {one.unit}
                  </td>
                  <td className="py-1.5 text-right">{formatDuration(one.seconds * 1_000_000)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {venues.length > 0 && (
        <ul className="flex flex-col gap-1 text-12 text-text-3">
          {venues.map((one) => (
            <li key={one.venue}>
              {one.venue}: {one.limit}.
              {one.apiKeyVariable !== null && (
                <span className="ml-1">
                  <KeyRound aria-hidden size={12} className="mr-1 inline" />
                  The worker sends the key in <code>{one.apiKeyVariable}</code>.
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {notes.map((note) => (
        <p key={note} className="text-text-2">
          {note}
        </p>
      ))}
    </div>
  );
}
