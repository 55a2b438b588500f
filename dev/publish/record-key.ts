/** Exchanges whose frames name one instrument each, and which K2 keys by it; all others it keys by the exchange. */
const keyedBySymbol = /^market\.[a-z]+\.[a-z]+\.binance/;

/**
 * The key that K2 gives a frame: the instrument for Binance, else the exchange. One key for the whole exchange keeps
 * frames in order that name several instruments, or only a channel number.
 */
export function recordKey(topic: string, line: Buffer): string {
  const exchange = topic.split(".")[3] ?? topic;
  if (!keyedBySymbol.test(topic)) return exchange;
  const text = line.toString("latin1");
  const symbol =
    /"s"\s*:\s*"([^"\\]{1,64})"/.exec(text)?.[1] ?? /"stream"\s*:\s*"([^"@\\]{1,64})@/.exec(text)?.[1];
  return symbol?.toUpperCase() ?? exchange;
}
