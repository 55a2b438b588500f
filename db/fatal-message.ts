/** What the server said before it ended a session: its SQLSTATE and text. */
export interface FatalMessage {
  code: string;
  message: string;
  /** byte of the chunk at which the message starts; what is before it belongs to statements that ended */
  at: number;
}

const ERROR_RESPONSE = 0x45;
/** Field V of an ErrorResponse, the severity that no locale translates; PANIC ends the whole server. */
const SEVERITIES = ["\0VFATAL\0", "\0VPANIC\0"];
/** The localised severity, which comes before V, is shorter than this. */
const LONGEST_SEVERITY = 64;

/**
 * The ErrorResponse at the end of what a server sent, where it is the session's last. Nothing follows one that is
 * fatal, so that it can be told without following the stream's frames: its length must lead to the chunk's end.
 */
export function fatalMessageAtEnd(chunk: Buffer): FatalMessage | undefined {
  const severity = Math.max(...SEVERITIES.map((text) => chunk.lastIndexOf(text, undefined, "latin1")));
  for (let at = severity - 1; at >= 0 && at > severity - LONGEST_SEVERITY; at--) {
    if (chunk[at] !== ERROR_RESPONSE || at + 5 > chunk.length) continue;
    if (chunk.readInt32BE(at + 1) !== chunk.length - at - 1) continue;
    const fields = fieldsOf(chunk.subarray(at + 5));
    return {
      at,
      code: fields.get("C") ?? "58000",
      message: fields.get("M") ?? "the server ended the session",
    };
  }
  return undefined;
}

function fieldsOf(body: Buffer): Map<string, string> {
  const fields = body.toString("utf8").split("\0");
  return new Map(fields.filter((field) => field !== "").map((field) => [field.slice(0, 1), field.slice(1)]));
}
