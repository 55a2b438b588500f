/** What the client library throws, seen from outside its room. */
export type PublishFault = "too-large" | "producer-lost" | "unreachable";

/** Errors after which a producer's id or its numbering is of no more use. */
const producerLost = new Set([
  "OUT_OF_ORDER_SEQUENCE_NUMBER",
  "DUPLICATE_SEQUENCE_NUMBER",
  "INVALID_PRODUCER_EPOCH",
  "INVALID_PRODUCER_ID_MAPPING",
  "UNKNOWN_PRODUCER_ID",
  "PRODUCER_FENCED",
]);
const tooLarge = new Set(["MESSAGE_TOO_LARGE", "RECORD_LIST_TOO_LARGE"]);

/** Which remedy a failed publish needs, and the broker's own name for the error (a metric's label). */
export function faultOf(error: unknown): { fault: PublishFault; type: string } {
  const types = namesOf(error);
  const type = types[0] ?? "unknown";
  if (types.some((name) => tooLarge.has(name))) return { fault: "too-large", type };
  if (types.some((name) => producerLost.has(name))) return { fault: "producer-lost", type };
  return { fault: "unreachable", type };
}

/** Broker error names first, then class names, down the chain of causes. */
function namesOf(error: unknown): string[] {
  const types: string[] = [];
  const classes: string[] = [];
  let current: unknown = error;
  for (let depth = 0; current instanceof Error && depth < 5; depth++) {
    if ("type" in current && typeof current.type === "string") types.push(current.type);
    classes.push(current.name);
    current = "originalError" in current ? current.originalError : current.cause;
  }
  return [...types, ...classes];
}
