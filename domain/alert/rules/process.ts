import type { Micros } from "../../time/micros";
import { workerCondition } from "../../worker/worker-condition";
import type { AlertFacts, WorkerFact } from "../facts";
import type { Finding } from "../types";

/** looked at every two seconds: one broken request between two that are answered is no outage */
const AWAY_SECONDS = 5;

/** Kafka does not answer the maintainer. Counted from its last answer: a look that waits in vain takes seconds by itself. */
export function kafkaAway({ kafka, now }: AlertFacts): Finding[] {
  if (kafka === null || kafka.awaySince === null) return [];
  const seconds = Math.floor((now - (kafka.reachedAt ?? kafka.awaySince)) / 1e6);
  if (seconds < AWAY_SECONDS) return [];
  return [
    {
      kind: "kafka-away",
      subject: "kafka",
      severity: "critical",
      message: `Kafka has not answered for ${seconds} s: ${kafka.error ?? "no reason given"}. Nothing is lost: feeds keep what they received as long as their memory lasts, and ingest goes on from its positions.`,
      evidence: { awaySeconds: seconds, error: kafka.error },
    },
  ];
}

/** A worker that fell silent without saying goodbye, and whose roles nobody took over on that host since. */
export function workerLost({ workers, now }: AlertFacts): Finding[] {
  return lostWorkers(workers, now).map((one): Finding => {
    const seconds = Math.floor((now - one.beatAt) / 1e6);
    return {
      kind: "worker-lost",
      subject: one.workerId,
      severity: "critical",
      message: `The worker ${one.workerId} (${one.roles.join(", ")}) on ${one.host} gave no sign for ${seconds} s, and no other took its place. Its partitions go to the other workers of its group.`,
      evidence: { silentSeconds: seconds, roles: one.roles.join(","), host: one.host },
    };
  });
}

/** The workers that fell silent and whom nobody replaced. */
export function lostWorkers<One extends WorkerFact>(workers: readonly One[], now: Micros): One[] {
  return workers.filter((one) => workerCondition(one, now) === "silent" && !isReplaced(one, workers, now));
}

function isReplaced(lost: WorkerFact, workers: readonly WorkerFact[], now: number): boolean {
  return workers.some(
    (other) =>
      other.host === lost.host &&
      other.startedAt > lost.beatAt &&
      workerCondition(other, now) === "running" &&
      lost.roles.every((role) => other.roles.includes(role)),
  );
}
