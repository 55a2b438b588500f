import type { InstrumentKey } from "./types";

/** Where in its way a record failed. */
export type DeadLetterStage = "fetch" | "decompress" | "decode" | "schema" | "validate" | "store";

export interface DecodeErrorDetail {
  stage: DeadLetterStage;
  /** stable and machine-readable, SCREAMING_SNAKE, e.g. `PRICE_NOT_POSITIVE` */
  code: string;
  /** a plain sentence that names the value, the limit and the remedy */
  message: string;
  /** JSON path of what was wrong, e.g. `data[1].price`; null where the whole record is meant */
  path: string | null;
  /** the value that was wrong, shortened to 200 characters; null where there is none to show */
  value: string | null;
  /** which decoder refused */
  decoder: string;
  /** what could still be read */
  instrument?: Partial<InstrumentKey>;
  sequence?: bigint;
}

/** The one error a decoder may throw. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
  constructor(readonly detail: DecodeErrorDetail) {
    super(detail.message);
  }
}
