import { z } from "zod";
import { listHalted } from "@/db/queries/dead-letters/list-halted";
import { database } from "@/server/database";
import { micros } from "@/server/trpc/exact";

export const haltedInput = z.strictObject({});

export const haltedOutput = z.array(
  z.object({
    topic: z.string(),
    partition: z.int(),
    nextOffset: z.bigint(),
    haltedAt: micros.nullable(),
    reason: z.string().nullable(),
    /** the flood is on its way to the dead letters */
    floodPass: z.boolean(),
    /** the commonest errors of the flood, most first */
    codes: z.array(z.object({ code: z.string(), records: z.int() })),
    example: z.string().nullable(),
    waiting: z.bigint().nullable(),
  }),
);

const evidenceShape = z.object({
  codes: z.record(z.string(), z.int()).default({}),
  example: z.object({ message: z.string() }).nullable().default(null),
});

/** Partitions that a flood halted, and those that a person lets it pass through. */
export async function listHaltedPartitions(): Promise<z.infer<typeof haltedOutput>> {
  const rows = await listHalted(database());
  return rows.map(({ evidence, ...row }) => {
    const { data } = evidenceShape.safeParse(evidence);
    const codes = Object.entries(data?.codes ?? {}).map(([code, records]) => ({ code, records }));
    return {
      ...row,
      codes: codes.sort((a, b) => b.records - a.records),
      example: data?.example?.message ?? null,
    };
  });
}
