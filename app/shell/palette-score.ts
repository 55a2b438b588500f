/**
 * How well an entry of the palette answers what was typed: 0 = not at all, 1 = it begins with it. Each word typed has to
 * stand in the entry as it is: letters strewn over it ("btc" in "keyBoard shorTCuts") are no match.
 */
export function paletteScore(entry: string, typed: string, keywords: readonly string[] = []): number {
  const text = [entry, ...keywords].join(" ").toLowerCase();
  const search = typed.trim().toLowerCase();
  if (text.startsWith(search)) return 1;
  const words = search.split(/\s+/);
  if (!words.every((word) => text.includes(word))) return 0;
  const begins = words.every((word) => ` ${text}`.includes(` ${word}`));
  return begins ? 0.8 : 0.5;
}
