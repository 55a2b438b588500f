/**
 * What happened to an issued trade, one bit each. A trade is *missing on the wire* where it is neither history nor
 * heard: lost, malformed and late say why; none of them means that no open socket listened.
 */
export const FATE = {
  takerSold: 1,
  /** a good frame with this trade was handed to at least one open, subscribed socket (snapshots count) */
  heard: 2,
  lost: 4,
  malformed: 8,
  late: 16,
  repeated: 32,
  /** made before the run began, for REST only */
  history: 64,
  /** the REST history leaves it out */
  withheld: 128,
} as const;

export type FateName = Exclude<keyof typeof FATE, "takerSold">;
export const FATE_NAMES: readonly FateName[] = [
  "heard",
  "lost",
  "malformed",
  "late",
  "repeated",
  "history",
  "withheld",
];

/** The names of the bits that are set, `takerSold` left out. */
export function fateNames(flags: number): FateName[] {
  return FATE_NAMES.filter((name) => (flags & FATE[name]) !== 0);
}

/** Whether a trade was issued live and no good copy of it reached any socket. */
export function isUnheard(flags: number): boolean {
  return (flags & (FATE.heard | FATE.history)) === 0;
}
