const MAX_HEADER = 2_000;

/** Headers are mostly text; Java's numbers are shown as hex. */
export function headerText(bytes: Buffer): string {
  const head = bytes.subarray(0, MAX_HEADER);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
  return /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(head.toString("utf8"))
    ? `0x${head.toString("hex")}`
    : head.toString("utf8");
}
