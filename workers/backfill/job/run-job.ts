import type { Sql } from "@/db/client";
import type { ClaimedBackfill } from "@/db/queries/backfill/claim-job";
import { loadStretch } from "@/db/queries/backfill/load-stretch";
import { keepCandles } from "@/db/queries/backfill/save-candles";
import { beginSettling, releaseJob, setNotBefore } from "@/db/queries/backfill/steer-job";
import type { BucketRule } from "@/domain/gap/backfill/token-bucket";
import type { HistoryVenue } from "@/domain/gap/backfill/venues";
import { traceStep } from "../../job-trace";
import { ensureTopics } from "../../kafka/ensure-topics";
import type { Admin, Producer } from "../../kafka/types";
import type { VenueAccess } from "../venue/rest-urls";
import { VenueClient, VenueGaveUp } from "../venue/venue-client";
import { fetchStretch } from "./fetch-stretch";
import { JobBroken, type Lease } from "./lease";
import { settleJob, waitALittleForIngest, waitForIngest } from "./settle-job";

export interface RunDeps {
  sql: Sql;
  admin: Admin;
  /** connected */
  producer: Producer;
  access: Readonly<Record<HistoryVenue, VenueAccess>>;
  /** of a topic that has to be made */
  topicPartitions: number;
  backoffMs?: number;
  /** in place of the venues' own limits */
  limit?: BucketRule;
}

/** Runs a job, from wherever an earlier worker left it, to its receipt or to where it is put down. */
export async function runJob(deps: RunDeps, job: ClaimedBackfill, lease: Lease): Promise<void> {
  const { sql } = deps;
  try {
    if (job.phase === "fetching") {
      const error = await fetchAll(deps, job, lease);
      if (!(await beginSettling(sql, lease.held, error))) return;
    }
    await traceStep("wait for ingest", {}, () => waitForIngest(sql, lease));
  } catch (error) {
    if (!(error instanceof JobBroken)) throw error;
    if (error.by === "lost") return; // somebody else has it
    if (error.by === "stop") return releaseJob(sql, lease.held, null);
    await waitALittleForIngest(sql, lease);
  }
  await traceStep("settle", {}, () => settleJob(sql, job, lease));
}

/** @returns why not everything was asked for; null where it was */
async function fetchAll(deps: RunDeps, job: ClaimedBackfill, lease: Lease): Promise<string | null> {
  const { sql, access, producer } = deps;
  await keepCandles(sql, job.id);
  const client = new VenueClient({
    venue: job.exchange,
    access: access[job.exchange],
    lease,
    notBefore: job.notBefore === null ? 0 : job.notBefore / 1_000,
    onWait: (seconds) => setNotBefore(sql, lease.held, seconds),
    ...(deps.backoffMs === undefined ? {} : { backoffMs: deps.backoffMs }),
    ...(deps.limit === undefined ? {} : { limit: deps.limit }),
  });
  const made = new Set<string>();
  while (true) {
    lease.check();
    const items = await loadStretch(sql, job.id);
    const [first] = items;
    if (first === undefined) return null;
    if (!made.has(first.topic)) {
      await ensureTopics(deps.admin, [{ topic: first.topic, partitions: deps.topicPartitions }]);
      made.add(first.topic);
    }
    try {
      await fetchStretch({ sql, producer, client, lease, venue: job.exchange }, items);
    } catch (error) {
      if (error instanceof VenueGaveUp) return error.message;
      throw error;
    }
  }
}
