"use client";

import { useEffect, useState } from "react";

/** Whether something has gone on for longer than `ms` without a pause. */
export function useLasts(isOn: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    setLasts(false);
    if (!isOn) return;
    const timer = setTimeout(() => setLasts(true), ms);
    return () => clearTimeout(timer);
  }, [isOn, ms]);
  return lasts;
}
