/** A failure as it passes between threads: an error's class and its cause do not. */
export interface StreamFailure {
  message: string;
  /** the server's answer, where it gave one */
  shape: unknown;
}

/** What a stream gives. `id` names one subscription of one tab. */
export type StreamResult =
  | { type: "state"; state: "idle" | "connecting" | "pending"; error: StreamFailure | null }
  | { type: "started" }
  | { type: "stopped" }
  | { type: "data"; data: unknown };

/** From a tab to the hub. */
export type TabMessage =
  | { kind: "open"; id: number; path: string; input: unknown; traceparent: string | null }
  | { kind: "close"; id: number }
  /** what came is dealt with: the next may come */
  | { kind: "taken"; id: number }
  /** the tab goes away, with all that it has open */
  | { kind: "leave" };

/** From the hub to a tab; after each message the hub waits until it is taken. */
export type HubMessage =
  | { kind: "results"; id: number; results: StreamResult[] }
  | { kind: "failed"; id: number; failure: StreamFailure }
  | { kind: "completed"; id: number };
