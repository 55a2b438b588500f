"use client";

import { CloudOff, DatabaseZap, RotateCw } from "lucide-react";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { Button } from "@/app/ui/button";
import { CopyButton } from "@/app/ui/copy-button";

/** What happened, what is safe, and what to do. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const facts = errorFacts(error);
  if (facts.serverAway || facts.databaseAway)
    return <Away what={facts.serverAway ? "console" : "database"} />;
  return (
    <div
      role="alert"
      className="mx-auto flex max-w-(--container-md) flex-col items-center gap-2 px-6 py-12 text-center"
    >
      <span className="grid size-10 place-items-center rounded-full bg-bad-soft text-bad">
        <DatabaseZap aria-hidden size={20} />
      </span>
      <p className="font-semibold text-14">This could not be answered</p>
      <p className="text-13 text-text-2">{facts.message}</p>
      <p className="text-12 text-text-3">
        Nothing was changed: records stay in Kafka, and what was stored stays stored.
      </p>
      {facts.requestId && (
        <p className="flex items-center gap-1 text-12 text-text-3">
          Request <code>{facts.requestId}</code>
          <CopyButton value={facts.requestId} label="Copy the request's id" />
        </p>
      )}
      {facts.traceId && (
        <p className="flex items-center gap-1 text-12 text-text-3">
          Trace <code className="break-all">{facts.traceId}</code>
          <CopyButton value={facts.traceId} label="Copy the trace's id" />
        </p>
      )}
      {onRetry && (
        <Button icon={<RotateCw aria-hidden size={14} />} onPress={onRetry} className="mt-2">
          Try again
        </Button>
      )}
    </div>
  );
}

/** The notice above the page says what is the matter; here it is enough to say that this part waits too. */
function Away({ what }: { what: "console" | "database" }) {
  return (
    <div className="flex items-center justify-center gap-2 px-6 py-12 text-13 text-text-3">
      <CloudOff aria-hidden size={16} />
      Waits for the {what}; it comes by itself.
    </div>
  );
}
