import type { DeadLetterStage, DecodeErrorDetail } from "../decode-error";
import { DecodeError } from "../decode-error";
import { showText } from "../json/show-value";
import type { InstrumentKey } from "../types";

const PATH_LIMIT = 300;

/** What could still be read of a record that was refused. */
export interface Salvage {
  instrument?: Partial<InstrumentKey>;
  sequence?: bigint;
}

export interface RefusalDetail {
  stage: DeadLetterStage;
  code: string;
  message: string;
  /** relative to what the refusing function was given; callers put their part before it on the way up */
  path?: string | null;
  value?: string | null;
}

/**
 * Why a field or a frame cannot be taken, on its way up to the decoder. Internal to decoding: `decodeRecord`
 * turns it into the one public `DecodeError`. It gathers its path and what could be salvaged as it rises, so
 * that the happy path builds neither.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly stage: DeadLetterStage;
  readonly code: string;
  readonly value: string | null;
  path: string | null;
  salvage: Salvage = {};

  constructor(detail: RefusalDetail) {
    super(detail.message);
    this.stage = detail.stage;
    this.code = detail.code;
    this.path = detail.path ?? null;
    this.value = detail.value ?? null;
  }
}

/** Refuses; see `RefusalDetail`. */
export function refuse(detail: RefusalDetail): never {
  throw new Refusal(detail);
}

/** Puts `prefix` before the path of a refusal, and adds what could be salvaged here; other errors pass. */
export function within(error: unknown, prefix: string, salvage?: Salvage): unknown {
  if (!(error instanceof Refusal)) return error;
  error.path = joinPath(prefix, error.path);
  if (salvage) {
    error.salvage = {
      instrument: { ...salvage.instrument, ...error.salvage.instrument },
      sequence: error.salvage.sequence ?? salvage.sequence,
    };
  }
  return error;
}

/** The public error of a refusal. */
export function toDecodeError(refusal: Refusal, decoder: string): DecodeError {
  const { instrument, sequence } = refusal.salvage;
  const detail: DecodeErrorDetail = {
    stage: refusal.stage,
    code: refusal.code,
    message: refusal.message,
    path: refusal.path === null ? null : showText(refusal.path, PATH_LIMIT),
    value: refusal.value === null ? null : showText(refusal.value),
    decoder,
  };
  if (instrument && Object.keys(instrument).length > 0) detail.instrument = instrument;
  if (sequence !== undefined) detail.sequence = sequence;
  return new DecodeError(detail);
}

function joinPath(prefix: string, path: string | null): string | null {
  if (path === null || path === "") return prefix === "" ? path : prefix;
  if (prefix === "") return path;
  return path.startsWith("[") ? `${prefix}${path}` : `${prefix}.${path}`;
}
