import { groupThousands } from "@/app/lib/format/decimal";
import { CopyButton } from "@/app/ui/copy-button";
import { Stat } from "@/app/ui/stat";
import type { BackfillReceipt } from "@/domain/gap/backfill/receipt";

/** What came of it, counted from what is stored. */
export function Receipt({ receipt }: { receipt: BackfillReceipt }) {
  const left = receipt.stillMissing !== "0";
  return (
    <section aria-label="Receipt" className="flex flex-col gap-3 rounded border border-line p-3">
      <h3 className="font-semibold text-14">Receipt</h3>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        <Stat label="Asked for" value={groupThousands(receipt.asked)} />
        <Stat label="Received" value={groupThousands(receipt.received)} />
        <Stat label="Stored" value={groupThousands(receipt.stored)} tone="ok" />
        <Stat
          label="Still missing"
          value={groupThousands(receipt.stillMissing)}
          tone={left ? "warn" : "neutral"}
        />
      </div>
      {left && (
        <p className="text-text-2">
          {[
            [receipt.omitted, "never issued by the venue"],
            [receipt.expired, "no longer served under their number"],
            [receipt.unresolved, "of which it told nothing clear"],
          ]
            .filter(([count]) => count !== "0")
            .map(([count, words]) => `${groupThousands(count ?? "0")} ${words}`)
            .join(", ")}
          .
        </p>
      )}
      <p className="text-text-2">
        {groupThousands(receipt.gapsFilled)} gaps filled, {groupThousands(receipt.gapsLeft)} left;{" "}
        {groupThousands(receipt.calls)} calls, weight {groupThousands(receipt.weight)}.
      </p>
      {receipt.notes.map((note) => (
        <p key={note} className="text-text-2">
          {note}
        </p>
      ))}
      <p className="flex items-center gap-2 text-12 text-text-3">
        <span className="shrink-0">SHA-256 of the rows</span>
        <code className="truncate">{receipt.hash}</code>
        <CopyButton value={receipt.hash} label="Copy the hash" />
      </p>
    </section>
  );
}
