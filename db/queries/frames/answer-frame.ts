import { formatMicros } from "@/domain/time/micros";
import type { Query } from "../../client";
import type { FrameAnswer } from "./read-answer";

/** Writes the answer to a question that was claimed. */
export async function answerFrame(sql: Query, id: bigint, answer: FrameAnswer): Promise<void> {
  await sql`
    update frame_requests set answered_at = now(), outcome = ${answer.outcome}, error = ${answer.error},
      key = ${answer.key}, value = ${answer.value}, headers = ${JSON.stringify(answer.headers)}::text::jsonb,
      record_time = ${answer.recordTime === null ? null : formatMicros(answer.recordTime)}::text::timestamptz,
      low_offset = ${answer.lowOffset === null ? null : String(answer.lowOffset)}::text::int8,
      end_offset = ${answer.endOffset === null ? null : String(answer.endOffset)}::text::int8
    where id = ${String(id)}::text::int8`;
}
