import { lateness } from "@/app/lib/live/easing";

/** Of its time a page draws for events at most one part in four: the rest is for who uses it. */
const REST = 3;
/** Where timers come late, others wait for the machine, too: a rest so many times as long leaves it to them. */
const REST_OF_LATE = 50;
const LONGEST_REST_MS = 2_000;

/**
 * Calls back once the page has drawn what it was just given, and has rested three times as long as that took, longer
 * where the machine has more to do than it has time for. A page out of sight does not draw: it is called back when it
 * is seen again.
 */
export function afterDrawing(done: () => void): void {
  requestAnimationFrame(() => {
    const began = performance.now();
    // The frame's layout and paint come before the next task.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      const drawn = performance.now() - began;
      const rest = Math.min(LONGEST_REST_MS, Math.max(drawn * REST, lateness() * REST_OF_LATE));
      setTimeout(done, rest);
    };
    port2.postMessage(null);
  });
}
