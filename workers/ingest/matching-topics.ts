import { isDlqTopic } from "@/domain/dead-letter/dlq-topic";
import type { Admin } from "../kafka/types";

/** The topics that ingest reads: those whose whole name the pattern matches, but never the dead letters' own. */
export async function matchingTopics(admin: Admin, pattern: RegExp): Promise<string[]> {
  const topics = await admin.listTopics();
  return topics.filter((topic) => pattern.test(topic) && !isDlqTopic(topic)).sort();
}
