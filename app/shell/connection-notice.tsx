"use client";

import { CloudOff } from "lucide-react";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { useShellStatus } from "@/app/shell/use-shell-status";
import { RelativeTime } from "@/app/ui/relative-time";

/** Says when the console or its database is away, and how old what one sees is. It takes no place while all is well. */
export function ConnectionNotice() {
  const { error, data, dataUpdatedAt } = useShellStatus();
  return (
    <div aria-live="polite">
      {error !== null && (
        <p className="flex flex-wrap items-center gap-x-2 border-line border-b bg-warn-soft px-4 py-2 text-13 text-warn">
          <CloudOff aria-hidden size={15} className="shrink-0" />
          <span className="font-medium">
            {errorFacts(error).serverAway ? "The console does not answer." : errorFacts(error).message}
          </span>
          {data && (
            <span>
              What you see is from <RelativeTime micros={dataUpdatedAt * 1_000} />. It is renewed as soon as
              the answer is back.
            </span>
          )}
        </p>
      )}
    </div>
  );
}
