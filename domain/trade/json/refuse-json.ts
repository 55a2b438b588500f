import { refuse } from "../decode/refusal";
import { JsonNumber, type JsonValue } from "./json-value";
import { showText } from "./show-value";

/** Where a parser stands in a text. */
export interface Place {
  readonly text: string;
  /** offset in characters */
  readonly at: number;
  /** keys and indexes of the containers around it */
  readonly trail: readonly (string | number)[];
}

export function refuseBlank(place: Place): never {
  return fail(
    place,
    "EMPTY_VALUE",
    "The value is blank; a frame needs JSON text. Look at the producer, then discard it.",
  );
}

export function refuseStart(place: Place): never {
  const hint =
    place.text.charCodeAt(0) === 0
      ? "It starts with byte 0, as Confluent Avro does: such records belong on the topic without .raw."
      : "It is text or bytes of another kind: look at the producer, then discard it.";
  return fail(place, "NOT_JSON", `The value is not JSON at all. ${hint}`);
}

export function refuseTrailing(place: Place): never {
  const rest = place.text.length - place.at;
  return fail(
    place,
    "JSON_TRAILING_GARBAGE",
    `The JSON ends at character ${place.at}, but ${rest} more follow. One record holds one frame: remove the rest and replay.`,
  );
}

export function refuseDepth(place: Place, limit: number): never {
  return fail(
    place,
    "JSON_TOO_DEEP",
    `The JSON nests deeper than ${limit} levels at character ${place.at}; no venue goes beyond 6. Discard it, or look at who produced it.`,
  );
}

/** `JSON_SYNTAX`, or `JSON_TRUNCATED` at the end of the text. */
export function refuseHere(place: Place, wanted: string): never {
  if (place.at >= place.text.length) return refuseTruncated(place);
  const found = showText(place.text.charAt(place.at));
  return fail(
    place,
    "JSON_SYNTAX",
    `JSON needs ${wanted} at character ${place.at}, but has '${found}'. Correct the text and replay, or discard it.`,
  );
}

export function refuseTruncated(place: Place): never {
  return fail(
    place,
    "JSON_TRUNCATED",
    `The JSON stops after ${place.text.length} characters in the middle of a value. The frame was cut: take it again from the venue (backfill its number), or complete it and replay.`,
  );
}

export function refuseReserved(place: Place, key: string): never {
  return fail(
    place,
    "JSON_RESERVED_KEY",
    `The key ${key} could change the prototype of objects, and no venue sends it. Remove it and replay, or discard the record.`,
    key,
  );
}

/** @param value what the key has the second time */
export function refuseDuplicate(place: Place, key: string, value: JsonValue): never {
  const second =
    value instanceof JsonNumber
      ? value.literal
      : typeof value === "object"
        ? "another object"
        : String(value);
  return fail(
    place,
    "JSON_DUPLICATE_KEY",
    `The key ${showText(key, 80)} comes twice in one object, so it has two meanings. Keep the right one and replay.`,
    showText(second),
  );
}

function fail(place: Place, code: string, message: string, value?: string): never {
  const around = place.text.slice(Math.max(0, place.at - 20), place.at + 60);
  return refuse({
    stage: "decode",
    code,
    message,
    path: pathOf(place.trail),
    value: value ?? showText(around, 80),
  });
}

function pathOf(trail: readonly (string | number)[]): string | null {
  let path = "";
  for (const step of trail) {
    if (typeof step === "number") path += `[${step}]`;
    else if (step !== "") path += path === "" ? step : `.${step}`;
  }
  return path === "" ? null : path;
}
