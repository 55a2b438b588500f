"use client";

import { Bug, RotateCw } from "lucide-react";
import { Button } from "@/app/ui/button";
import { EmptyState } from "@/app/ui/empty-state";

/** A page that failed to draw; the frame around it, with its navigation, stays. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div role="alert">
      <EmptyState
        icon={Bug}
        title="This page failed to draw"
        actions={
          <Button icon={<RotateCw aria-hidden size={14} />} onPress={reset}>
            Draw it again
          </Button>
        }
      >
        Nothing was changed by it. {error.digest && <>The server's log has it under {error.digest}.</>}
      </EmptyState>
    </div>
  );
}
