import { FOLDS } from "@/app/lib/trpc/streams/folds";
import { openHttpStream } from "@/app/lib/trpc/streams/open-stream";
import { StreamHub } from "@/app/lib/trpc/streams/stream-hub";
import { tapesInOne } from "@/app/lib/trpc/streams/tapes-in-one";

/** A SharedWorker: the browser runs one for all tabs of a profile, and ends it with the last of them. */
const hub = new StreamHub(tapesInOne(openHttpStream), FOLDS);

addEventListener("connect", (event) => {
  for (const port of (event as MessageEvent).ports) hub.connect(port);
});
