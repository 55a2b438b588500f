import { expect, it } from "vitest";
import { alertState } from "./alert-state";

const alert = { closedAt: null, acknowledgedAt: null, silencedUntil: null };

it.each([
  ["firing", {}],
  ["acknowledged", { acknowledgedAt: 5 }],
  ["silenced", { acknowledgedAt: 5, silencedUntil: 101 }],
  ["acknowledged", { acknowledgedAt: 5, silencedUntil: 100 }],
  ["firing", { silencedUntil: 99 }],
  ["resolved", { closedAt: 50, silencedUntil: 101 }],
] as const)("%s: %j", (expected, change) => {
  expect(alertState({ ...alert, ...change }, 100)).toBe(expected);
});
