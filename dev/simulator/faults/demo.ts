import type { FaultScript } from "./schema";

/** What makes a demo worth watching: a gap every half minute, a few dead letters, an outage now and then. */
export const DEMO_FAULTS: FaultScript = [
  { type: "lose", every: [20, 40], run: [1, 6] },
  { type: "malform", every: [12, 30], run: [1, 2] },
  { type: "malform", every: [45, 90], kinds: ["truncated_json", "not_json", "unknown_event"], mode: "extra" },
  { type: "repeat", every: [15, 35] },
  { type: "delay", every: [20, 45], byMs: [300, 2_500] },
  { type: "noise", every: [20, 40] },
  { type: "drop", afterSeconds: 30, every: [80, 150], seconds: [5, 15] },
  { type: "freeze", afterSeconds: 200, every: [300, 500], seconds: [8, 20] },
];
