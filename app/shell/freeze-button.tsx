"use client";

import { Snowflake } from "lucide-react";
import { type Pinned, useLinkActions } from "@/app/shell/use-link-actions";
import { Button } from "@/app/ui/button";

/** Holds what one sees as it is now, and copies a link to exactly that. */
export function FreezeButton({ pinned }: { pinned: Pinned }) {
  const { freezeAndCopyLink } = useLinkActions();
  return (
    <Button icon={<Snowflake aria-hidden size={14} />} onPress={() => freezeAndCopyLink(pinned)}>
      Freeze and copy link
    </Button>
  );
}
