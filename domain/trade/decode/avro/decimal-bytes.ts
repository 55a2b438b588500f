/** Beyond this many bytes a decimal has more than 38 digits before its point and will be refused: keep it cheap. */
const MAX_BYTES = 64;

/**
 * Avro's `decimal` as an exact string: two's complement, big-endian, with `scale` digits after the point, all of
 * them written (`0.00140000`), as the venue's own string would be.
 */
export function readDecimalBytes(bytes: Buffer, scale: number): string {
  if (bytes.length === 0) return "0";
  if (bytes.length > MAX_BYTES) return "9".repeat(100);
  if (bytes.length <= 6) return place(String(bytes.readIntBE(0, bytes.length)), scale);
  const unsigned = BigInt(`0x${bytes.toString("hex")}`);
  return place(String(BigInt.asIntN(bytes.length * 8, unsigned)), scale);
}

function place(integer: string, scale: number): string {
  if (scale === 0) return integer;
  const negative = integer.startsWith("-");
  const digits = (negative ? integer.slice(1) : integer).padStart(scale + 1, "0");
  const point = digits.length - scale;
  return `${negative ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
}
