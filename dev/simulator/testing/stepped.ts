import type { Simulator } from "../api";
import type { SimulatorOptions } from "../options";
import { startSimulator } from "../simulator";
import type { Venue } from "../types";
import type { TestClient } from "./client";

/** 2025-11-10T12:00:00Z */
export const TEST_START = Date.UTC(2025, 10, 10, 12) * 1000;
const STEP_MICROS = 20_000;

/** A simulator on a clock that only `advance` moves: no test waits for time to pass. */
export interface Stepped {
  sim: Simulator;
  advance(seconds: number): void;
  /** resolves once the client has heard everything sent to it so far */
  caughtUp(venue: Venue, client: TestClient): Promise<void>;
}

export async function startStepped(options: SimulatorOptions = {}): Promise<Stepped> {
  let now = TEST_START;
  let marks = 0;
  const sim = await startSimulator({
    clock: () => now,
    startMicros: TEST_START,
    tickMs: null,
    historySeconds: 60,
    ...options,
  });
  return {
    sim,
    advance(seconds) {
      for (const end = now + seconds * 1e6; now < end; ) {
        now = Math.min(end, now + STEP_MICROS);
        sim.tick();
      }
    },
    async caughtUp(venue, client) {
      // messages of a socket come in order: when the mark is there, so is all before it
      const mark = `{"mark":${++marks}}`;
      sim.emit({ venue, frame: mark });
      await client.hear(mark);
    },
  };
}
