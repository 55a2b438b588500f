"use client";

import { startTransition, useEffect, useState } from "react";

/**
 * The value once it has stood still for so long. What takes hundreds of estimates follows a drag when it pauses, and never
 * holds up the numbers under the thumb.
 */
export function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(() => value)), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
