import { createK2Client } from "@/client/create-k2-client";
import type { Sighting } from "./delays";

/** A process of programs that follow the tape: what each has counted, and when, is sent to the parent at the end. */
export type ReadersOrder = { url: string; instrumentId: number; readers: number; maxRows: number } | "stop";
export type ReadersReport = { kind: "open" } | { kind: "sightings"; readers: Sighting[][] };

const readers: Sighting[][] = [];
const ends: (() => void)[] = [];

process.on("message", (order: ReadersOrder) => {
  if (order === "stop") {
    for (const end of ends) end();
    process.send?.({ kind: "sightings", readers } satisfies ReadersReport, () => process.exit(0));
    return;
  }
  const { url, instrumentId, maxRows } = order;
  for (let index = 0; index < order.readers; index++) {
    const sightings: Sighting[] = [];
    readers.push(sightings);
    let count = 0;
    const subscription = createK2Client({ url }).trades.tape.subscribe(
      { instrumentId, maxRows },
      {
        onData: ({ data }) => {
          count += data.trades.length + Number(data.skipped);
          sightings.push({ count, at: performance.timeOrigin + performance.now() });
          if (readers.every((one) => one.length > 0) && sightings.length === 1)
            process.send?.({ kind: "open" } satisfies ReadersReport);
        },
        onError: (error) => {
          throw error;
        },
      },
    );
    ends.push(() => subscription.unsubscribe());
  }
});
process.once("disconnect", () => process.exit(0));
