import type { Query } from "@/db/client";
import { answerFrame } from "@/db/queries/frames/answer-frame";
import type { FrameAddress } from "@/db/queries/frames/ask-frame";
import { claimFrame } from "@/db/queries/frames/claim-frame";
import type { FrameAnswer } from "@/db/queries/frames/read-answer";
import { toHeaderPairs } from "@/domain/dead-letter/header-pairs";
import { readRecord } from "../kafka/read-record";
import type { Admin, Kafka } from "../kafka/types";

/** whoever asked has left by then */
const PATIENCE_MS = 8_000;

const NOTHING: Omit<FrameAnswer, "outcome" | "error"> = {
  key: null,
  value: null,
  headers: [],
  recordTime: null,
  lowOffset: null,
  endOffset: null,
};

/** Fetches records again that somebody wants to see: the console, which asks through the database, has no Kafka client. */
export class FrameReader {
  #admin: Admin | undefined;

  constructor(private readonly options: { kafka: Kafka; sql: Query; topicPattern: RegExp }) {}

  /** Answers one question, if there is any. */
  async answerNext(): Promise<"more" | "idle"> {
    const { sql } = this.options;
    const asked = await claimFrame(sql);
    if (asked === null) return "idle";
    await answerFrame(sql, asked.id, await this.#read(asked));
    return "more";
  }

  async stop(): Promise<void> {
    await this.#admin?.disconnect().catch(() => undefined);
  }

  /** Never rejects: that Kafka is away is an answer. */
  async #read(asked: FrameAddress): Promise<FrameAnswer> {
    if (!this.options.topicPattern.test(asked.topic))
      return { ...NOTHING, outcome: "failed", error: "The topic is not one that ingest reads." };
    try {
      const found = await readRecord(this.options.kafka, await this.#connected(), asked, PATIENCE_MS);
      const held = { lowOffset: found.low, endOffset: found.end };
      if (found.kind === "gone") return { ...NOTHING, ...held, outcome: "gone", error: null };
      const { key, value, headers, timestamp } = found.message;
      return {
        ...held,
        outcome: "found",
        error: null,
        key,
        value,
        headers: toHeaderPairs(headers),
        recordTime: Number(timestamp) * 1_000,
      };
    } catch (error) {
      const admin = this.#admin;
      this.#admin = undefined;
      void admin?.disconnect().catch(() => undefined);
      return { ...NOTHING, outcome: "failed", error: error instanceof Error ? error.message : String(error) };
    }
  }

  async #connected(): Promise<Admin> {
    if (this.#admin !== undefined) return this.#admin;
    const admin = this.options.kafka.admin();
    await admin.connect();
    this.#admin = admin;
    return admin;
  }
}
