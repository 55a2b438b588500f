import { setTimeout as wait } from "node:timers/promises";
import { canaryLetters } from "@/db/queries/replay/canary-letters";
import type { ClaimedJob } from "@/db/queries/replay/job-row";
import { passCanary } from "@/db/queries/replay/pass-canary";
import { takeItems } from "@/db/queries/replay/take-items";
import { judgeCanary } from "@/domain/dead-letter/judge-canary";
import { allow, startPace } from "@/domain/dead-letter/pace";
import { traceStep } from "../job-trace";
import type { Break, Lease } from "./lease";
import { type SendDeps, sendLetters } from "./send-letters";

const MAX_BATCH = 1_000;
const IDLE_MS = 20;

export type SendEnd = { kind: "all-sent" } | { kind: "broken"; by: Break } | { kind: "canary"; note: string };

/** Sends what the job holds at its rate: the first letters alone, and the rest once those came out as proved. */
export async function sendJob(deps: SendDeps, job: ClaimedJob, lease: Lease): Promise<SendEnd> {
  let pace = startPace(performance.now());
  let canaryPassed = job.canaryPassed || job.canary === 0;
  let exhausted = false;
  while (true) {
    const by = lease.broken();
    if (by !== null) return { kind: "broken", by };
    let room = MAX_BATCH;
    if (!canaryPassed) {
      const first = await canaryLetters(deps.sql, job.id, job.canary);
      room = exhausted ? 0 : job.canary - first.length;
      if (room === 0) {
        const verdict = judgeCanary(first);
        if (verdict.kind === "differs") return { kind: "canary", note: verdict.note };
        if (verdict.kind === "waiting") {
          lease.waitsFor = `The first ${first.length} letters are on their way; ${verdict.left} of them are not settled yet.`;
          await wait(IDLE_MS);
          continue;
        }
        await passCanary(deps.sql, job.id);
        canaryPassed = true;
        lease.waitsFor = null;
        continue;
      }
    }
    if (exhausted) return { kind: "all-sent" };
    const allowed = allow(pace, performance.now(), job.rate, Math.min(room, MAX_BATCH));
    pace = allowed.pace;
    if (allowed.count === 0) {
      await wait(IDLE_MS);
      continue;
    }
    const items = await takeItems(deps.sql, lease.held, allowed.count);
    if (items.length > 0) {
      // A process that slept wakes up here: what it took is another worker's by now.
      if (lease.broken() === "lost") return { kind: "broken", by: "lost" };
      await traceStep("send", { attributes: { "k2.letters": items.length } }, () =>
        sendLetters(deps, job, items),
      );
    } else exhausted = (await lease.count()).waiting === 0;
  }
}
