/** How what a stream has sent is put together, where a reader cannot take it piece by piece or comes later. */
export interface StreamFold {
  /** two pieces that follow one another, as one */
  join(earlier: unknown, later: unknown, input: unknown): unknown;
  /** what somebody who comes now begins with: what it was before the latest piece (undefined: the first), and that */
  opening(before: unknown, latest: unknown): unknown;
  /** what of such an opening is new for somebody who has seen everything up to the event with this id */
  since(opening: unknown, lastEventId: string): unknown;
}

/** Each piece tells everything: the last one is enough. */
export const LATEST: StreamFold = {
  join: (_earlier, later) => later,
  opening: (_before, latest) => latest,
  since: (opening) => opening,
};
