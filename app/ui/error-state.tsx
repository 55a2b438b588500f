"use client";

import { CloudOff, DatabaseZap, RotateCw } from "lucide-react";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { Button } from "@/app/ui/button";
import { CopyButton } from "@/app/ui/copy-button";

/** What happened, what is safe, and what to do. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const facts = errorFacts(error);
  const Icon = facts.serverAway ? CloudOff : DatabaseZap;
  const title = facts.serverAway
    ? "The console is away"
    : facts.databaseAway
      ? "The database is away"
      : "This could not be answered";
  return (
    <div
      role="alert"
      className="mx-auto flex max-w-(--container-md) flex-col items-center gap-2 px-6 py-12 text-center"
    >
      <span className="grid size-10 place-items-center rounded-full bg-bad-soft text-bad">
        <Icon aria-hidden size={20} />
      </span>
      <p className="font-semibold text-14">{title}</p>
      <p className="text-13 text-text-2">{facts.message}</p>
      <p className="text-12 text-text-3">
        Records stay in Kafka and what was stored stays stored; nothing here changes either.
      </p>
      {facts.requestId && (
        <p className="flex items-center gap-1 text-12 text-text-3">
          Request <code>{facts.requestId}</code>
          <CopyButton value={facts.requestId} label="Copy the request's id" />
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
