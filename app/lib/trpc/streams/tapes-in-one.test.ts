import { describe, expect, it, vi } from "vitest";
import type { StreamResult } from "@/app/lib/trpc/streams/messages";
import type { OpenStream, StreamListener } from "@/app/lib/trpc/streams/stream-hub";
import { tapesInOne } from "@/app/lib/trpc/streams/tapes-in-one";
import { encodeTapesPosition, MAX_TAPES, parseTapesPosition } from "@/domain/tape/tapes-position";

interface Opened {
  path: string;
  input: {
    tapes: { key: number; instrumentId: number; maxRows: number }[];
    lastEventId?: string;
  };
  listener: StreamListener;
  isOpen: boolean;
}

/** A server whose streams are fed by hand. */
function serve() {
  const opened: Opened[] = [];
  const source: OpenStream = ({ path, input }, listener) => {
    const one: Opened = { path, input: input as Opened["input"], listener, isOpen: true };
    opened.push(one);
    return () => {
      one.isOpen = false;
      // The link says so when it is let go of.
      listener.onCompleted();
    };
  };
  const open = tapesInOne(source);
  const follow = (instrumentId: number, maxRows = 40) => {
    const heard: string[] = [];
    const stop = open(
      { path: "trades.tape", input: { instrumentId, maxRows }, traceparent: null },
      {
        onResult: (result) => heard.push(textOf(result)),
        onFailed: ({ message }) => heard.push(`failed: ${message}`),
        onCompleted: () => heard.push("completed"),
      },
    );
    return { heard, stop };
  };
  return { open, follow, opened };
}

function textOf(result: StreamResult): string {
  if (result.type === "state") return result.state;
  if (result.type !== "data") return result.type;
  const { id, data } = result.data as { id: string; data: { trades: { key: string }[]; skipped: bigint } };
  return `${data.trades.map(({ key }) => key).join(" ")} +${data.skipped} @${id}`;
}

/** An event in which some tapes of a stream have a trade; all stand at the same record. */
function event(stream: Opened, offset: number, keys: number[]) {
  const sources = new Map([[9, BigInt(offset)]]);
  const places = stream.input.tapes.map(({ key }) => [key, { time: 1, stored: BigInt(offset) }] as const);
  const tapes = keys.map((key) => ({
    key,
    instrumentId: 1,
    trades: [{ key: `9:${offset}:${key}` }],
    skipped: 2n,
  }));
  const id = encodeTapesPosition({ sources, tapes: new Map(places) });
  stream.listener.onResult({ type: "data", data: { id, data: { tapes } } });
}

function connect({ listener }: Opened) {
  listener.onResult({ type: "state", state: "connecting", error: null });
  listener.onResult({ type: "started" });
  listener.onResult({ type: "state", state: "pending", error: null });
}

const nth = async (opened: Opened[], count: number): Promise<Opened> => {
  await vi.waitFor(() => expect(opened).toHaveLength(count), 5_000);
  const last = opened.at(-1);
  if (last === undefined) throw new Error("nothing was opened");
  return last;
};

describe("tapes in one stream", () => {
  it("are asked for together, and each reader hears its own with an id of its own", async () => {
    const { follow, opened } = serve();
    const [a, b] = [follow(11), follow(12, 1_000)];
    const stream = await nth(opened, 1);
    expect(stream.path).toBe("trades.tapes");
    expect(stream.input).toEqual({
      tapes: [
        { key: 1, instrumentId: 11, maxRows: 40 },
        { key: 2, instrumentId: 12, maxRows: 1_000 },
      ],
    });
    connect(stream);
    event(stream, 5, [1, 2]);
    event(stream, 6, [2]);
    expect(a.heard).toEqual(["connecting", "started", "pending", "9:5:1 +2 @1.5.9-5"]);
    expect(b.heard).toEqual(["connecting", "started", "pending", "9:5:2 +2 @1.5.9-5", "9:6:2 +2 @1.6.9-6"]);
  });

  it("go on behind the last event when another joins, who is opened; events of the stream before are not heard", async () => {
    const { follow, opened } = serve();
    const a = follow(11);
    const first = await nth(opened, 1);
    connect(first);
    event(first, 5, [1]);
    const b = follow(12);
    // Still on its way while the other is asked for.
    event(first, 6, [1]);
    const second = await nth(opened, 2);
    expect(first.isOpen).toBe(false);
    const seen = parseTapesPosition(second.input.lastEventId ?? "");
    expect([...(seen?.tapes ?? [])]).toEqual([[1, { time: 1, stored: 6n }]]);
    event(first, 7, [1]);
    connect(second);
    event(second, 7, [1, 2]);
    // One who has a tape is not told that it connects.
    expect(a.heard.slice(3)).toEqual(["9:5:1 +2 @1.5.9-5", "9:6:1 +2 @1.6.9-6", "9:7:1 +2 @1.7.9-7"]);
    expect(b.heard).toEqual(["connecting", "started", "pending", "9:7:2 +2 @1.7.9-7"]);
  });

  it("open one anew that was left and asked for again at once, and end with the last", async () => {
    const { follow, opened } = serve();
    const a = follow(11);
    const b = follow(12);
    const first = await nth(opened, 1);
    event(first, 5, [1, 2]);
    b.stop();
    const again = follow(12);
    const second = await nth(opened, 2);
    expect(second.input.tapes.map(({ key, instrumentId }) => [key, instrumentId])).toEqual([
      [1, 11],
      [3, 12],
    ]);
    expect([...(parseTapesPosition(second.input.lastEventId ?? "")?.tapes.keys() ?? [])]).toEqual([1]);
    event(second, 6, [1, 3]);
    expect(again.heard).toEqual(["9:6:3 +2 @1.6.9-6"]);
    expect(b.heard).toEqual(["9:5:2 +2 @1.5.9-5"]);
    a.stop();
    again.stop();
    await vi.waitFor(() => expect(second.isOpen).toBe(false), 5_000);
    expect(opened).toHaveLength(2);
    expect(a.heard).not.toContain("completed");
    // All that was known went with the last.
    follow(11);
    expect((await nth(opened, 3)).input.lastEventId).toBeUndefined();
  });

  it("are opened again before they had anything: then from the start", async () => {
    const { follow, opened } = serve();
    const a = follow(11);
    await nth(opened, 1);
    follow(12);
    const second = await nth(opened, 2);
    expect(second.input.lastEventId).toBeUndefined();
    event(second, 6, [1, 2]);
    expect(a.heard).toEqual(["9:6:1 +2 @1.6.9-6"]);
  });

  it("tell all readers of a break, and that it is over", async () => {
    const { follow, opened } = serve();
    const [a, b] = [follow(11), follow(12)];
    const stream = await nth(opened, 1);
    connect(stream);
    event(stream, 5, [1, 2]);
    stream.listener.onResult({ type: "state", state: "connecting", error: { message: "away", shape: null } });
    stream.listener.onResult({ type: "started" });
    stream.listener.onResult({ type: "state", state: "pending", error: null });
    for (const { heard } of [a, b]) expect(heard.slice(4)).toEqual(["connecting", "started", "pending"]);
  });

  it("fail together, and are opened for who asks again", async () => {
    const { follow, opened } = serve();
    const [a, b] = [follow(11), follow(12)];
    const stream = await nth(opened, 1);
    stream.listener.onFailed({ message: "no", shape: null });
    expect([a.heard, b.heard]).toEqual([["failed: no"], ["failed: no"]]);
    a.stop();
    const again = follow(11);
    const second = await nth(opened, 2);
    expect(second.input.tapes).toEqual([{ key: 3, instrumentId: 11, maxRows: 40 }]);
    second.listener.onCompleted();
    expect(again.heard).toEqual(["completed"]);
  });

  it("are bounded: one too many is told so, and the others go on", async () => {
    const { follow, opened } = serve();
    const all = Array.from({ length: MAX_TAPES }, (_, index) => follow(index + 1));
    const late = follow(100);
    expect(late.heard[0]).toMatch(/^failed: This browser follows 64 tapes already.*Close one/);
    expect((await nth(opened, 1)).input.tapes).toHaveLength(MAX_TAPES);
    late.stop();
    all[0]?.stop();
    const then = follow(100);
    expect((await nth(opened, 2)).input.tapes).toHaveLength(MAX_TAPES);
    expect(then.heard).toEqual([]);
  });

  it.each([{ instrumentId: 0 }, { instrumentId: 1, maxRows: 1_001 }, { instrumentId: 1, other: 1 }, null])(
    "leave %j to be asked alone: the server says what is wrong with it",
    async (input) => {
      const { open, opened } = serve();
      const listener = { onResult: () => undefined, onFailed: () => undefined, onCompleted: () => undefined };
      open({ path: "trades.tape", input, traceparent: null }, listener);
      open({ path: "replay.watch", input: { id: "1" }, traceparent: null }, listener);
      expect(opened.map(({ path }) => path)).toEqual(["trades.tape", "replay.watch"]);
    },
  );
});
