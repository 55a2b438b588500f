import type { ReactNode } from "react";
import type { Job } from "@/app/dead-letters/replay/use-job";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatDuration } from "@/app/lib/format/time";

type Plan = NonNullable<Job["plan"]>;

/** What else one should know before starting: where it goes, how long it takes, whose order it touches, what still fails. */
export function PlanFacts({ job, plan }: { job: Job; plan: Plan }) {
  const touched = plan.instruments.filter((one) => one.older > 0);
  return (
    <dl className="grid grid-cols-[140px_minmax(0,1fr)] gap-x-4 gap-y-2 text-13 max-sm:grid-cols-1">
      <Fact name="Goes to">
        {plan.topics.map(({ topic, letters }) => (
          <span key={topic} className="block">
            <code className="break-all">{topic}</code>{" "}
            <span className="text-text-3">{groupThousands(letters)}, each to the partition it came from</span>
          </span>
        ))}
      </Fact>
      <Fact name="Takes">
        {plan.letters.sendable === 0
          ? "nothing would be sent"
          : `about ${formatDuration(Math.max(plan.seconds, 0.001) * 1_000_000)} at ${groupThousands(job.rate)} a second${job.canary > 0 ? `; the first ${groupThousands(Math.min(job.canary, plan.letters.sendable))} go alone` : ""}`}
      </Fact>
      <Fact name="Order">
        {touched.length === 0 ? (
          "no instrument's newer trades are stored yet"
        ) : (
          <>
            late trades, behind newer ones that are stored:{" "}
            {touched
              .slice(0, 8)
              .map((one) => `${one.exchange} ${one.symbol} × ${groupThousands(one.older)}`)
              .join(", ")}
            {touched.length > 8 && ` and ${touched.length - 8} more`}. Candles and gaps are mended with them;
            readers of the topic see them out of order.
          </>
        )}
      </Fact>
      {plan.errors.length > 0 && (
        <Fact name="Errors that stay">
          {plan.errors.map((error) => (
            <span key={error.code} className="block">
              <code>{error.code}</code> × {groupThousands(error.letters)}
              {error.known && <span className="text-text-3"> (as before)</span>}
              <span className="block text-12 text-text-2">{error.message}</span>
            </span>
          ))}
        </Fact>
      )}
      {job.patch !== null && (
        <Fact name="Patch">
          <code className="break-all text-12">{job.patch}</code>
        </Fact>
      )}
      <Fact name="Why">{`${job.reason} (${job.createdBy})`}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
