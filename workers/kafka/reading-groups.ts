import type { Admin } from "kafkajs";

/**
 * Groups with members that have committed offsets of any of these topics, sorted: whoever reads the stream now, this
 * console among them. Groups that only left offsets behind are not counted.
 */
export async function readingGroups(admin: Admin, topics: readonly string[]): Promise<string[]> {
  if (topics.length === 0) return [];
  const { groups: known } = await admin.listGroups();
  const ids = known.filter(({ protocolType }) => protocolType === "consumer").map(({ groupId }) => groupId);
  if (ids.length === 0) return [];
  const { groups } = await admin.describeGroups(ids);
  const reading: string[] = [];
  for (const { groupId, members } of groups) {
    if (members.length === 0) continue;
    const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
    if (committed.some(({ partitions }) => partitions.some(({ offset }) => BigInt(offset) >= 0n)))
      reading.push(groupId);
  }
  return reading.sort();
}
