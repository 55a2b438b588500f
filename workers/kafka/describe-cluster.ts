import kafkajs, { type Admin } from "kafkajs";

/** The cluster as one set of requests saw it. */
export interface ClusterSight {
  brokers: { id: number; address: string; controller: boolean }[];
  topics: {
    topic: string;
    partitions: number;
    replicas: number;
    underReplicated: number;
    leaderless: number;
  }[];
  ends: { topic: string; partition: number; low: bigint; high: bigint }[];
  group: {
    id: string;
    state: string;
    members: { memberId: string; clientId: string; host: string; partitions: string[] }[];
  };
}

/** Brokers, the topics that `pattern` matches with their ends, and the members of the group. Rejects where one is away. */
export async function describeCluster(admin: Admin, groupId: string, pattern: RegExp): Promise<ClusterSight> {
  const names = (await admin.listTopics()).filter((topic) => pattern.test(topic)).sort();
  const [cluster, metadata, group, ...offsets] = await Promise.all([
    admin.describeCluster(),
    names.length === 0 ? { topics: [] } : admin.fetchTopicMetadata({ topics: names }),
    admin.describeGroups([groupId]),
    ...names.map((topic) => admin.fetchTopicOffsets(topic)),
  ]);
  const [described] = group.groups;
  return {
    brokers: cluster.brokers.map(({ nodeId, host, port }) => ({
      id: nodeId,
      address: `${host}:${port}`,
      controller: nodeId === cluster.controller,
    })),
    topics: metadata.topics.map(({ name, partitions }) => ({
      topic: name,
      partitions: partitions.length,
      replicas: Math.max(0, ...partitions.map((one) => one.replicas.length)),
      underReplicated: partitions.filter((one) => one.isr.length < one.replicas.length).length,
      leaderless: partitions.filter((one) => one.leader < 0).length,
    })),
    ends: names.flatMap((topic, i) =>
      (offsets[i] ?? []).map(({ partition, low, high }) => ({
        topic,
        partition,
        low: BigInt(low),
        high: BigInt(high),
      })),
    ),
    group: {
      id: groupId,
      state: described?.state ?? "Unknown",
      members: (described?.members ?? []).map((member) => ({
        memberId: member.memberId,
        clientId: member.clientId,
        host: member.clientHost,
        partitions: assignedTo(member.memberAssignment),
      })),
    },
  };
}

function assignedTo(assignment: Buffer): string[] {
  if (assignment.length === 0) return [];
  const decoded = kafkajs.AssignerProtocol.MemberAssignment.decode(assignment);
  return Object.entries(decoded?.assignment ?? {}).flatMap(([topic, partitions]) =>
    [...partitions].sort((a, b) => a - b).map((partition) => `${topic}/${partition}`),
  );
}
