import { FOLDS } from "@/app/lib/trpc/streams/folds";
import { openHttpStream } from "@/app/lib/trpc/streams/open-stream";
import { StreamHub } from "@/app/lib/trpc/streams/stream-hub";
import { tapesInOne } from "@/app/lib/trpc/streams/tapes-in-one";

/** A hub of this tab alone: for browsers without shared workers, and where the shared one does not come up. */
export function ownHub(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  new StreamHub(tapesInOne(openHttpStream), FOLDS).connect(port1);
  return port2;
}

/** The hub that all tabs of the browser share. @param onBroken it did not come up: nothing will ever come from it */
export function sharedHub(onBroken: () => void): MessagePort {
  if (typeof SharedWorker === "undefined") return ownHub();
  const worker = new SharedWorker(new URL("./stream-worker.ts", import.meta.url), { name: "k2-streams" });
  worker.addEventListener("error", onBroken, { once: true });
  return worker.port;
}
