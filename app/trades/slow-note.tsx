"use client";

import { Loader } from "lucide-react";
import { Button } from "@/app/ui/button";

/** The database takes longer than one waits without a word; one may call the question off. */
export function SlowNote({ onCancel }: { onCancel: () => void }) {
  return (
    <span role="status" className="flex flex-wrap items-center gap-3 text-12 text-text-2">
      <Loader aria-hidden size={14} className="animate-spin" />
      The database still looks for these trades.
      <Button size="sm" onPress={onCancel}>
        Cancel
      </Button>
    </span>
  );
}
