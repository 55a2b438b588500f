"use client";

import clsx from "clsx";
import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import { groupThousands } from "@/app/lib/format/decimal";
import { useHref } from "@/app/lib/url/use-global-params";
import { useShellStatus } from "@/app/shell/use-shell-status";

/** The one promise, on every page: whether every trade is accounted for; a press leads to the account. */
export function LedgerBadge() {
  const { data: status, isError } = useShellStatus();
  const href = useHref();
  const face = "flex h-8 min-w-0 items-center gap-2 rounded border px-2.5 text-13 whitespace-nowrap";
  if (!status) {
    return (
      <span className={clsx(face, "border-line text-text-3")}>
        <CircleDashed aria-hidden size={15} className="shrink-0" />
        <span className="truncate">{isError ? "Ledger not known" : "Reading the ledger"}</span>
      </span>
    );
  }
  const { ledger } = status;
  const isEmpty = ledger.accountedFor && ledger.trades === 0n;
  const Icon = isEmpty ? CircleDashed : ledger.accountedFor ? CircleCheck : CircleAlert;
  return (
    <Link
      href={href("/")}
      data-testid="ledger-badge"
      className={clsx(
        face,
        ledger.accountedFor
          ? "border-line text-text-1 hover:bg-surface-2"
          : "border-bad bg-bad-soft font-medium text-bad",
      )}
    >
      <Icon
        aria-hidden
        size={15}
        className={clsx("shrink-0", ledger.accountedFor && (isEmpty ? "text-text-3" : "text-ok"))}
      />
      <span className="truncate">{verdictText(ledger)}</span>
    </Link>
  );
}

function verdictText(ledger: {
  accountedFor: boolean;
  trades: bigint;
  unexplained: bigint;
  lost: bigint;
}): string {
  if (ledger.unexplained > 0n) return `${groupThousands(ledger.unexplained)} unexplained`;
  if (ledger.lost > 0n) return `${groupThousands(ledger.lost)} lost in Kafka`;
  return ledger.trades === 0n
    ? "Nothing to account for yet"
    : `Accounted for · ${groupThousands(ledger.trades)}`;
}
