export interface HexLine {
  offset: string;
  hex: string;
  text: string;
}

const WIDTH = 16;

/** Bytes as a dump of sixteen a line; what is no printable ASCII is a dot. */
export function hexLines(bytes: Uint8Array): HexLine[] {
  const lines: HexLine[] = [];
  for (let at = 0; at < bytes.length; at += WIDTH) {
    const row = [...bytes.subarray(at, at + WIDTH)];
    lines.push({
      offset: at.toString(16).padStart(8, "0"),
      hex: row.map((byte) => byte.toString(16).padStart(2, "0")).join(" "),
      text: row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join(""),
    });
  }
  return lines;
}
