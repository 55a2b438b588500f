"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Selection } from "@/app/dead-letters/replay/selection";
import { useTRPC } from "@/app/lib/trpc/react";

/** so long after the last key the patch is tried */
const PAUSE_MS = 250;

/** What the patch makes of the newest letters of the selection, as one types. */
export function usePatchPreview(selection: Selection, patch: string | null) {
  const trpc = useTRPC();
  const preview = useMutation(trpc.replay.previewPatch.mutationOptions());
  const { mutate } = preview;
  useEffect(() => {
    const timer = setTimeout(() => mutate({ selection, patch }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [selection, patch, mutate]);
  return preview;
}
