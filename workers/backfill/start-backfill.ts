import { connect } from "@/db/client";
import type { HistoryVenue } from "@/domain/gap/backfill/venues";
import type { Log } from "@/runtime/log";
import type { Kafka } from "../kafka/types";
import { startExplaining } from "./explain/start-explaining";
import { startAuto } from "./start-auto";
import { startJobs } from "./start-jobs";
import type { VenueAccess } from "./venue/rest-urls";

export interface BackfillOptions {
  kafka: Kafka;
  databaseUrl: string;
  databaseSocket?: string | undefined;
  log: Log;
  workerId: string;
  access: Readonly<Record<HistoryVenue, VenueAccess>>;
  topicPartitions: number;
}

/** Starts all that gaps need: the search for causes, the policies, and the jobs that ask the venues. */
export async function startBackfill(options: BackfillOptions): Promise<{ stop(): Promise<void> }> {
  const { log } = options;
  const sql = connect({
    url: options.databaseUrl,
    socketDir: options.databaseSocket,
    max: 10,
    applicationName: "k2-backfill",
  });
  const jobs = await startJobs({ ...options, sql });
  const explaining = startExplaining({ sql, log });
  const auto = startAuto({ sql, log });
  return {
    async stop() {
      await Promise.all([jobs.stop(), explaining.stop(), auto.stop()]);
      await sql.end({ timeout: 5 });
    },
  };
}
