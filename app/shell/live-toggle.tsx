"use client";

import { Pause, Play } from "lucide-react";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { Button } from "@/app/ui/button";

/** Stops every page and tape where they stand, and lets them go on. */
export function LiveToggle() {
  const [{ live }, setParams] = useGlobalParams();
  return (
    <Button
      variant="ghost"
      aria-label={live ? "Pause: stop following the clock" : "Resume: follow the clock again"}
      onPress={() => void setParams({ live: live ? false : null })}
      icon={live ? <Pause aria-hidden size={14} /> : <Play aria-hidden size={14} />}
      className={live ? undefined : "bg-warn-soft text-warn"}
    >
      <span className="max-sm:sr-only">{live ? "Live" : "Paused"}</span>
    </Button>
  );
}
