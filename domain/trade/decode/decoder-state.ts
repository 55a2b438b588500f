/** Channels kept per partition; the oldest go first. A Bitfinex connection may open 25. */
const MAX_CHANNELS = 10_000;

/**
 * What a frame needs to know of the frames before it in its partition. Only Bitfinex has such a need: its trades
 * name a channel number, and only the acknowledgement of the subscription says which symbol that is.
 *
 * It belongs to the partition: a worker loads it with the position (`readDecoderState`), decodes in offset order,
 * and stores it in the same transaction as the rows (`writeDecoderState`) when `revision` has moved. So it is the
 * same after a restart, and a batch that is rolled back takes its changes along.
 */
export interface DecoderState {
  /** Bitfinex: channel number → symbol */
  readonly channels: Map<number, string>;
  /** grows with each change; compare it to know whether to store the state */
  revision: number;
}

/** The state as plain JSON, for a `jsonb` column. */
export interface StoredDecoderState {
  bitfinexChannels: [channel: number, symbol: string][];
}

export function createDecoderState(): DecoderState {
  return { channels: new Map(), revision: 0 };
}

/** Remembers which symbol a channel carries. The same again changes nothing. */
export function openChannel(state: DecoderState, channel: number, symbol: string): void {
  if (state.channels.get(channel) === symbol) return;
  state.channels.delete(channel);
  state.channels.set(channel, symbol);
  state.revision++;
  if (state.channels.size <= MAX_CHANNELS) return;
  for (const oldest of state.channels.keys()) {
    state.channels.delete(oldest);
    return;
  }
}

export function closeChannel(state: DecoderState, channel: number): void {
  if (state.channels.delete(channel)) state.revision++;
}

/** A copy whose changes do not reach the original: for a trial decoding, and for a batch that may roll back. */
export function copyDecoderState(state: DecoderState): DecoderState {
  return { channels: new Map(state.channels), revision: state.revision };
}

/** The state to store; null where there is nothing to keep, which is so for every feed but Bitfinex. */
export function writeDecoderState(state: DecoderState): StoredDecoderState | null {
  return state.channels.size === 0 ? null : { bitfinexChannels: [...state.channels] };
}

/** Reads a stored state; what is not one, or is null, gives an empty state: acks will fill it again. */
export function readDecoderState(stored: unknown): DecoderState {
  const state = createDecoderState();
  if (typeof stored !== "object" || stored === null || !("bitfinexChannels" in stored)) return state;
  if (!Array.isArray(stored.bitfinexChannels)) return state;
  for (const entry of stored.bitfinexChannels) {
    if (!Array.isArray(entry)) continue;
    const [channel, symbol]: unknown[] = entry;
    if (typeof channel === "number" && typeof symbol === "string") state.channels.set(channel, symbol);
  }
  return state;
}
