"use client";

import { createSerializer } from "nuqs";
import { useCallback } from "react";
import { toast } from "sonner";
import { useReadNow } from "@/app/lib/live/server-clock";
import { globalParams } from "@/app/lib/url/global-params";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { type Pinned, readPagePins } from "@/app/shell/page-pins";

const serialize = createSerializer(globalParams);

/** The address with what it leaves open. */
export function pin(address: string, pinned: Pinned): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(pinned))
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  return url.href;
}

/** Links to what one sees: as it moves, or frozen to the moment. */
export function useLinkActions() {
  const [{ range }, setParams] = useGlobalParams();
  const readNow = useReadNow();
  const copyLink = useCallback(() => copy(window.location.href, "The link is copied."), []);
  const freezeAndCopyLink = useCallback(() => {
    const now = readNow();
    const frozen = "from" in range ? range : { from: now - range.lastSeconds * 1_000_000, to: now };
    void setParams({ range: frozen, live: false });
    copy(
      serialize(pin(window.location.href, readPagePins()), { range: frozen, live: false }),
      "Frozen, and the link is copied: who opens it sees the same.",
    );
  }, [range, readNow, setParams]);
  return { copyLink, freezeAndCopyLink };
}

function copy(text: string, done: string): void {
  navigator.clipboard.writeText(text).then(
    () => toast.success(done),
    () => toast.error("The browser did not let us copy the link."),
  );
}
