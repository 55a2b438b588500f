"use client";

import { Snowflake } from "lucide-react";
import { useLinkActions } from "@/app/shell/use-link-actions";
import { Button } from "@/app/ui/button";

/** Holds what one sees as it is now, and copies a link to exactly that. */
export function FreezeButton() {
  const { freezeAndCopyLink } = useLinkActions();
  return (
    <Button icon={<Snowflake aria-hidden size={14} />} onPress={freezeAndCopyLink}>
      Freeze and copy link
    </Button>
  );
}
