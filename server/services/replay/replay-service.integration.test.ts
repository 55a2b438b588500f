import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { insertDeadLetters } from "@/db/queries/ingest/insert-dead-letters";
import { callerOf, emptyFilter, forgetLetters, letter, many } from "@/server/testing/letters";
import { createWebDatabase } from "@/server/testing/web-database";

let sql: Sql;
let drop: () => Promise<void>;
const operator = callerOf("operator");
const viewer = callerOf("viewer");

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
});
afterAll(() => drop());
beforeEach(() => forgetLetters(sql));

describe("a replay", () => {
  const ask = (patch: string | null = null) =>
    operator.replay.plan({ selection: { kind: "filter", filter: emptyFilter }, patch, reason: "mend it" });

  it("is asked for with an audit row, and refused where the patch is none", async () => {
    await insertDeadLetters(sql, many(2));
    await expect(ask("{}")).rejects.toThrow(/patch cannot be used: a patch is a list/);
    await expect(
      viewer.replay.plan({ selection: { kind: "ids", ids: ["1"] }, reason: "because" }),
    ).rejects.toThrow(/operator/);
    const { id } = await ask();
    expect(await viewer.replay.one({ id: String(id) })).toMatchObject({
      state: "requested",
      rate: 100,
      canary: 5,
    });
    const acts = await viewer.audit.page({ action: "replay.plan" });
    expect(acts.rows[0]).toMatchObject({
      subject: `replay job ${id}`,
      reason: "mend it",
      outcome: "accepted",
    });
    await operator.replay.cancel({ id: String(id) });
    expect(await viewer.replay.one({ id: String(id) })).toMatchObject({ state: "cancelled" });
    await expect(operator.replay.pause({ id: String(id) })).rejects.toThrow(/cannot be paused/);
  });

  it("does not start where its plan is another one, or does not match its letters any more", async () => {
    await insertDeadLetters(sql, many(3));
    const { id } = await ask();
    const job = { id: String(id), hash: "a".repeat(64) };
    const plan = {
      letters: {
        store: 3,
        duplicate: 0,
        ignored: 0,
        fails: 0,
        unsendable: 0,
        skipped: 0,
        loops: 0,
        sendable: 3,
      },
      trades: { stored: 3, duplicates: 0 },
      gaps: 0,
      numbersFilled: 0,
      instruments: [],
      errors: [],
      topics: [],
      seconds: 1,
    };
    await sql`insert into replay_items (job_id, letter_id, attempt, verdict) select ${id}, id, attempts + 1, 'store' from dead_letters`;
    await sql`update replay_jobs set state = 'planned', selection_hash = ${job.hash}, plan = ${JSON.stringify(plan)}::text::jsonb`;
    await expect(operator.replay.start({ ...job, hash: "b".repeat(64) })).rejects.toThrow(/not the plan/);
    await sql`update dead_letters set state = 'resolved' where source_offset = 1`;
    await sql`update dead_letters set attempts = 2 where source_offset = 2`;
    await expect(operator.replay.start(job)).rejects.toThrow(
      /2 changed since the proof \(1 resolved, 1 edited or tried again\)/,
    );
    await operator.replay.start({ ...job, skipChanged: true });
    expect(await viewer.replay.one({ id: job.id })).toMatchObject({
      state: "queued",
      startedBy: "the operator",
    });
    await expect(operator.replay.start(job)).rejects.toThrow(/is queued/);
    expect((await viewer.replay.items({ jobId: job.id, verdict: "store" })).rows).toHaveLength(3);
  });

  it("shows what a patch would do to the newest letters", async () => {
    await insertDeadLetters(sql, [letter(1), letter(2, { value: Buffer.from("<html>") })]);
    const preview = await operator.replay.previewPatch({
      selection: { kind: "filter", filter: emptyFilter },
      patch: '[{"op":"replace","path":"/data/p","value":"1.50"}]',
    });
    expect(preview.samples).toMatchObject([
      { misfit: expect.stringContaining("not JSON"), after: null },
      { misfit: null, preview: { kind: "trades", trades: [{ price: "1.50" }] } },
    ]);
    const none = await operator.replay.previewPatch({
      selection: { kind: "filter", filter: emptyFilter },
      patch: "[",
    });
    expect(none.problem).toMatch(/not JSON/);
  });
});
