import type { AlertFacts } from "../facts";
import type { Finding } from "../types";

/** K2's plan: warn past 1 %, page past 5 % */
const WARN = 0.01;
const PAGE = 0.05;
const FEWEST = 20;

/** So large a part of a topic's last minute could not be read. */
export function deadLetterFlood({ letters }: AlertFacts): Finding[] {
  return letters.flatMap((one): Finding[] => {
    const ratio = one.letters / Math.max(one.records, one.letters);
    if (one.letters < FEWEST || ratio <= WARN) return [];
    const percent = (ratio * 100).toFixed(1);
    return [
      {
        kind: "dead-letter-flood",
        subject: one.topic,
        severity: ratio > PAGE ? "critical" : "warning",
        message: `${percent} % of the records of ${one.topic} could not be read within the last minute (${one.letters} of ${Math.max(one.records, one.letters)}); past ${WARN * 100} % warns, past ${PAGE * 100} % is critical.`,
        evidence: { letters: one.letters, records: one.records, ratio: Number(ratio.toFixed(4)) },
      },
    ];
  });
}
