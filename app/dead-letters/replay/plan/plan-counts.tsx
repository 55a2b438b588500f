import { groupThousands } from "@/app/lib/format/decimal";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Stat } from "@/app/ui/stat";
import type { Tone } from "@/app/ui/tone";

type Plan = NonNullable<ApiOutput["replay"]["one"]["plan"]>;

/** The proof in numbers: each kind of verdict that occurs. */
export function PlanCounts({ plan, force }: { plan: Plan; force: boolean }) {
  const { letters, trades, gaps, numbersFilled } = plan;
  const stats: { label: string; value: number; note: string; tone: Tone; always?: boolean }[] = [
    {
      label: "Would store",
      value: letters.store,
      note: `${groupThousands(trades.stored)} trades`,
      tone: "ok",
      always: true,
    },
    {
      label: "Are there already",
      value: letters.duplicate,
      note: "would be counted as duplicates",
      tone: "info",
    },
    {
      label: "Carry no trade here",
      value: letters.ignored,
      note: "would be ignored, or only sent",
      tone: "info",
    },
    {
      label: "Still fail",
      value: letters.fails,
      note: force
        ? "sent all the same: forced"
        : letters.loops > 0
          ? `${groupThousands(letters.loops)} with the same error: refused`
          : "not sent, unless forced",
      tone: "warn",
    },
    {
      label: "Cannot be sent",
      value: letters.unsendable,
      note: "no topic, or the patch does not fit",
      tone: "bad",
    },
    {
      label: "Left out",
      value: letters.skipped,
      note: "resolved, discarded, or held by a job",
      tone: "neutral",
    },
    {
      label: "Gaps mended",
      value: gaps,
      note: `${groupThousands(numbersFilled)} missing numbers`,
      tone: gaps > 0 ? "ok" : "neutral",
      always: true,
    },
  ];
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 xl:grid-cols-6">
      {stats
        .filter((stat) => stat.always || stat.value > 0)
        .map(({ always: _always, value, ...stat }) => (
          <Stat key={stat.label} {...stat} value={groupThousands(value)} />
        ))}
    </div>
  );
}
