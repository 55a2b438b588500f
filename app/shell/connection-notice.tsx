"use client";

import { CloudOff } from "lucide-react";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { useLasts } from "@/app/shell/use-lasts";
import { useShellStatus } from "@/app/shell/use-shell-status";
import { RelativeTime } from "@/app/ui/relative-time";

/** Longer than any question may take in the database: who does not answer by then hangs, and may never say so. */
const HANGS_MS = 15_000;

/**
 * Says when the console or its database is away, or hangs, and how old what one sees is. It takes no place while all is
 * well.
 */
export function ConnectionNotice() {
  const { error, data, dataUpdatedAt, isFetching } = useShellStatus();
  const hangs = useLasts(isFetching, HANGS_MS);
  return (
    <div aria-live="polite">
      {(error !== null || hangs) && (
        <p className="flex gap-2 border-line border-b bg-warn-soft px-4 py-2 text-13 text-warn">
          <CloudOff aria-hidden size={15} className="mt-0.5 shrink-0" />
          <span className="flex min-w-0 flex-wrap gap-x-2">
            <span className="font-medium">{noticeOf(error)}</span>
            {data && (
              <span>
                What you see is from <RelativeTime micros={dataUpdatedAt * 1_000} />. It is renewed as soon as
                the answer is back.
              </span>
            )}
          </span>
        </p>
      )}
    </div>
  );
}

function noticeOf(error: unknown): string {
  if (error === null) return "The console or its database hangs: there has been no answer for 15 seconds.";
  const { serverAway, message } = errorFacts(error);
  return serverAway ? "The console does not answer." : message;
}
