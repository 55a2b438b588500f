import type { Query } from "@/db/client";
import { databaseNow, feedFacts, gapFacts, letterFacts, workerFacts } from "@/db/queries/alerts/read-facts";
import { lagCourses } from "@/db/queries/pipeline/lag-courses";
import { readKafkaState } from "@/db/queries/pipeline/read-kafka-state";
import { listPartitions } from "@/db/queries/web/list-partitions";
import type { AlertFacts } from "@/domain/alert/facts";

/** Reads all that the rules judge by. `expectedFeeds` is what the configuration says of them. */
export async function readAlertFacts(
  sql: Query,
  { expectedFeeds }: Pick<AlertFacts, "expectedFeeds">,
): Promise<AlertFacts> {
  const [now, kafka, feeds, positions, courses, gaps, letters, workers] = await Promise.all([
    databaseNow(sql),
    readKafkaState(sql),
    feedFacts(sql),
    listPartitions(sql),
    lagCourses(sql),
    gapFacts(sql),
    letterFacts(sql),
    workerFacts(sql),
  ]);
  const known = new Map(courses.map((one) => [`${one.topic}/${one.partition}`, one]));
  return {
    now,
    kafka,
    feeds,
    expectedFeeds,
    gaps,
    letters,
    workers,
    partitions: positions.map((one) => {
      const course = known.get(`${one.topic}/${one.partition}`);
      const lag = course === undefined ? 0 : Math.max(0, Number(course.end - one.nextOffset));
      return {
        ...one,
        lag,
        leastLag: Number(course?.leastLag ?? 0n),
        perSecond: course?.perSecond ?? null,
        spanSeconds: course?.spanSeconds ?? 0,
        sampledAt: course?.sampledAt ?? null,
      };
    }),
  };
}
