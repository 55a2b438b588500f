"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { AlertActs } from "@/app/alerts/alert-acts";
import { type Alert, kindWord, PLACE, SEVERITY, STATE } from "@/app/alerts/alert-look";
import { Evidence } from "@/app/alerts/evidence";
import { Runbook } from "@/app/alerts/runbook";
import { useHref } from "@/app/lib/url/use-global-params";
import { Badge } from "@/app/ui/badge";
import { AbsoluteTime, RelativeTime } from "@/app/ui/relative-time";
import { Sheet } from "@/app/ui/sheet";

/** One alert with its evidence, what was done about it, and what to do. */
export function AlertSheet({ alert, onClose }: { alert: Alert | undefined; onClose: () => void }) {
  return (
    <Sheet
      title={alert === undefined ? "Alert" : kindWord(alert.kind)}
      subtitle={alert?.subject}
      isOpen={alert !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      {alert !== undefined && <Body alert={alert} />}
    </Sheet>
  );
}

function Body({ alert }: { alert: Alert }) {
  const href = useHref();
  const place = PLACE[alert.kind];
  return (
    <div className="flex flex-col">
      <div className="flex flex-col gap-3 p-4 text-13">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={alert.state === "firing" ? SEVERITY[alert.severity].tone : "neutral"}>
            {SEVERITY[alert.severity].word}
          </Badge>
          {STATE[alert.state]} since <AbsoluteTime micros={alert.closedAt ?? alert.openedAt} />
        </p>
        <p>{alert.message}</p>
        <Evidence json={alert.evidence} />
        <AlertActs alert={alert} />
        {place !== undefined && (
          <Link href={href(place.path)} className="text-accent underline">
            {place.word}
          </Link>
        )}
      </div>
      <dl className="text-13">
        <Fact name="Opened">
          <AbsoluteTime micros={alert.openedAt} />
        </Fact>
        <Fact name="Last found">
          <RelativeTime micros={alert.lastSeenAt} />
        </Fact>
        {alert.acknowledgedAt !== null && (
          <Fact name="Acknowledged">
            by {alert.acknowledgedBy}, <RelativeTime micros={alert.acknowledgedAt} />
            {alert.note !== null && `: ${alert.note}`}
          </Fact>
        )}
        {alert.silencedUntil !== null && (
          <Fact name="Silenced">
            by {alert.silencedBy} until <AbsoluteTime micros={alert.silencedUntil} />: {alert.silenceReason}
          </Fact>
        )}
        {alert.closedAt !== null && (
          <Fact name="Resolved">
            <AbsoluteTime micros={alert.closedAt} />
          </Fact>
        )}
        <Fact name="Webhook">
          {alert.told + alert.untold === 0
            ? "nobody to tell"
            : `told ${alert.told} times${alert.untold > 0 ? `, ${alert.untold} still to tell` : ""}`}
        </Fact>
      </dl>
      <Runbook kind={alert.kind} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-h-9 grid-cols-[110px_minmax(0,1fr)] items-center gap-2 border-line border-t px-4 py-1.5">
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
