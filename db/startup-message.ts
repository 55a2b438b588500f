/** Version 3.0 of Postgres's protocol, the second word of the message that starts a session. */
const PROTOCOL = 0x0003_0000;

/** For the `options` of a session: blanks mean nothing to the server, and postgres.js writes 1 kB or more at once. */
export const STARTUP_PADDING = " ".repeat(1024);

/** A session's first bytes from its startup message on: without what the driver had left from the session before. */
export function withoutLeftovers(bytes: Buffer): Buffer {
  // The message is the last one, and tells its own length.
  for (let at = 0; at + 8 <= bytes.length; at++) {
    if (bytes.readInt32BE(at) === bytes.length - at && bytes.readInt32BE(at + 4) === PROTOCOL)
      return bytes.subarray(at);
  }
  return bytes;
}
