"use client";

import { useEffect, useState } from "react";

/** True once something has gone on for so long without a break that one wants to know of it. */
export function useSlow(going: boolean, milliseconds = 1_000): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!going) return;
    const timer = setTimeout(() => setSlow(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [going, milliseconds]);
  return going && slow;
}
