"use client";

import { useMemo } from "react";

/** The same object for as long as it says the same: for what is drawn anew with each other one. Plain JSON only. */
export function useSteady<Value extends object>(value: Value): Value {
  const text = JSON.stringify(value);
  return useMemo((): Value => JSON.parse(text), [text]);
}
