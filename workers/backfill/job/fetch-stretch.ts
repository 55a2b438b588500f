import type { Sql } from "@/db/client";
import { finishStretch } from "@/db/queries/backfill/finish-stretch";
import type { OpenItem } from "@/db/queries/backfill/load-stretch";
import { saveRows } from "@/db/queries/backfill/save-rows";
import { listEpochs } from "@/db/queries/gaps/list-epochs";
import { callsFor } from "@/domain/gap/backfill/plan-backfill";
import { type HistoryVenue, VENUE_LIMITS } from "@/domain/gap/backfill/venues";
import { historyOf } from "@/domain/gap/history/history-of";
import { joinRanges } from "@/domain/gap/ranges";
import type { Producer } from "../../kafka/types";
import type { VenueClient } from "../venue/venue-client";
import { walkStretch } from "../walk/walk-stretch";
import { JobBroken, type Lease } from "./lease";
import { publishRows } from "./publish-rows";

/** Fetches what one stretch still wants, publishes each page as it comes, and notes what the venue does not have. */
export async function fetchStretch(
  deps: { sql: Sql; producer: Producer; client: VenueClient; lease: Lease; venue: HistoryVenue },
  items: readonly OpenItem[],
): Promise<void> {
  const { sql, producer, client, lease, venue } = deps;
  const [first] = items;
  if (first === undefined) return;
  const { stretch, instrumentId, epoch, symbol, topic } = first;
  const epochs = await listEpochs(sql, instrumentId);
  const micros = items.some((item) => item.micros);
  const wanted = joinRanges(items.flatMap((item) => item.remaining));
  const outcome = await walkStretch({
    paging: historyOf(venue).paging,
    numbering: epochs.length > 1 ? { epochs, epoch } : null,
    targets: items.map(({ remaining, timeBefore, timeAfter }) => ({
      wanted: remaining,
      timeBefore,
      timeAfter,
    })),
    // three passes with their control questions; a venue that repeats itself ends here
    maxCalls: 4 * callsFor(wanted, VENUE_LIMITS[venue].rowsPerCall) + 20,
    ask: (ask) => client.page(symbol, ask, micros),
    async keep(rows) {
      if (rows.length === 0) return;
      lease.check();
      const ends = await publishRows(producer, { topic, key: symbol, jobId: lease.held.jobId }, rows);
      if (!(await saveRows(sql, lease.held, rows, { instrumentId, stretch, topic, ends })))
        throw new JobBroken("lost");
    },
  });
  if (!(await finishStretch(sql, lease.held, stretch, outcome))) throw new JobBroken("lost");
}
