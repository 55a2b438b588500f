import type { Admin } from "../kafka/types";

/** The topics that ingest reads: those whose whole name the pattern matches. */
export async function matchingTopics(admin: Admin, pattern: RegExp): Promise<string[]> {
  const topics = await admin.listTopics();
  return topics.filter((topic) => pattern.test(topic)).sort();
}
