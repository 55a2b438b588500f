import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { describe, expect, test } from "vitest";
import { MemoryWriter } from "../testing/memory-writer";
import { until } from "../testing/until";
import { defaultTuning, type FeedTuning } from "../tuning";
import type { Frame } from "./frame";
import { Publisher } from "./publisher";

const signal = new AbortController().signal;

async function start(writer: MemoryWriter, tuning: Partial<FeedTuning> = {}) {
  const told = {
    pressure: [] as boolean[],
    lost: [] as [number, string][],
    failed: [] as string[],
    published: 0,
  };
  const publisher = new Publisher({
    writer,
    tuning: { ...defaultTuning, lingerMs: 5, flushMs: 200, ...tuning },
    log: pino({ level: "silent" }),
    events: {
      published: (frames) => {
        told.published += frames;
      },
      failed: (type) => void told.failed.push(type),
      lost: (frames, reason) => void told.lost.push([frames, reason]),
      pressure: (full) => void told.pressure.push(full),
    },
  });
  await publisher.ready(signal);
  return { publisher, told };
}

const frame = (n: number): Frame => ({
  value: Buffer.from(`frame ${n}`),
  key: `K${n % 3}`,
  receivedMicros: n,
});
const texts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `frame ${from + index}`);

/** A broker's error as the client library throws it, inside its own "too many retries". */
function brokerError(type: string): Error {
  const inner = Object.assign(new Error(type), { name: "KafkaJSProtocolError", type });
  return Object.assign(new Error("retries"), {
    name: "KafkaJSNumberOfRetriesExceeded",
    originalError: inner,
  });
}

describe("batches", () => {
  test("leave by time and by size, in order, one at a time", async () => {
    const writer = new MemoryWriter();
    const { publisher } = await start(writer, { batchFrames: 10 });
    publisher.push(frame(0));
    await until("the lingering frame", () => writer.batches.length === 1);
    for (let n = 1; n < 98; n++) publisher.push(frame(n));
    await until("the rest", () => writer.frames.length === 98);
    expect(writer.values).toEqual(texts(0, 98));
    expect(writer.batches.map((batch) => batch.length)).toEqual([1, 10, 10, 10, 10, 10, 10, 10, 10, 10, 7]);
    expect(writer.mostUnderWay).toBe(1);
    await publisher.close();
  });

  test("are cut by bytes too", async () => {
    const writer = new MemoryWriter();
    const { publisher } = await start(writer, { batchBytes: 20 });
    for (let n = 0; n < 6; n++) publisher.push(frame(n));
    await publisher.close();
    expect(writer.batches.map((batch) => batch.length)).toEqual([2, 2, 2]);
  });

  test("a frame that comes while another batch is under way does not wait for a third", async () => {
    const writer = new MemoryWriter();
    const { publisher } = await start(writer);
    for (let n = 0; n < 200; n++) {
      publisher.push(frame(n));
      await sleep(n % 7 === 0 ? 6 : 0);
    }
    await until("all", () => writer.frames.length === 200, 1_000);
    expect(writer.values).toEqual(texts(0, 200));
    await publisher.close();
  });
});

describe("failures", () => {
  test("the same frames come again, before any other", async () => {
    const writer = new MemoryWriter();
    const { publisher, told } = await start(writer, { batchFrames: 10 });
    writer.failWith = brokerError("NOT_LEADER_FOR_PARTITION");
    for (let n = 0; n < 25; n++) publisher.push(frame(n));
    await until("a failure", () => told.failed.length >= 1);
    expect(publisher.oldestUnpublished).toBe(0);
    writer.failWith = undefined;
    await until("all", () => writer.frames.length === 25);
    expect(writer.values).toEqual(texts(0, 25));
    expect(told.failed[0]).toBe("NOT_LEADER_FOR_PARTITION");
    expect(told.published).toBe(25);
    expect(publisher.oldestUnpublished).toBeUndefined();
    await publisher.close();
  });

  test("a producer that lost its numbering is replaced", async () => {
    const writer = new MemoryWriter();
    const { publisher } = await start(writer);
    writer.failWith = brokerError("OUT_OF_ORDER_SEQUENCE_NUMBER");
    publisher.push(frame(0));
    await until("the new producer", () => writer.renewed >= 1);
    writer.failWith = undefined;
    await until("the frame", () => writer.frames.length === 1);
    await publisher.close();
  });

  test("of a batch too large only the frame at fault is given up, and counted", async () => {
    const writer = new MemoryWriter();
    const write = writer.write.bind(writer);
    writer.write = async (frames) => {
      if (frames.some(({ receivedMicros }) => receivedMicros === 5)) throw brokerError("MESSAGE_TOO_LARGE");
      return write(frames);
    };
    const { publisher, told } = await start(writer, { batchFrames: 8 });
    for (let n = 0; n < 16; n++) publisher.push(frame(n));
    await until("the rest", () => writer.frames.length === 15);
    expect(writer.values).toEqual([...texts(0, 5), ...texts(6, 16)]);
    expect(told.lost).toEqual([[1, "too-large"]]);
    expect(publisher.buffer.frames).toBe(0);
    await publisher.close();
  });

  test("Kafka away at the start is waited for", async () => {
    const writer = new MemoryWriter();
    let attempts = 0;
    writer.prepare = async () => {
      attempts += 1;
      if (attempts < 2) throw new Error("no broker");
    };
    const { told } = await start(writer);
    expect(told.failed).toHaveLength(1);
  });
});

describe("pressure", () => {
  test("is told at the limit, and again at half of it", async () => {
    const writer = new MemoryWriter();
    const { publisher, told } = await start(writer, { bufferFrames: 100, batchFrames: 10 });
    let open: () => void = () => {};
    writer.gate = new Promise((resolve) => {
      open = resolve;
    });
    for (let n = 0; n < 99; n++) publisher.push(frame(n));
    expect(told.pressure).toEqual([]);
    for (let n = 99; n < 150; n++) publisher.push(frame(n));
    expect(told.pressure).toEqual([true]);
    open();
    await until("room", () => told.pressure.length === 2);
    expect(told.pressure).toEqual([true, false]);
    expect(publisher.buffer.frames).toBeLessThanOrEqual(50);
    await publisher.close();
    expect(writer.values).toEqual(texts(0, 150));
  });
});

describe("the end", () => {
  test("publishes what is buffered", async () => {
    const writer = new MemoryWriter();
    const { publisher, told } = await start(writer, { lingerMs: 60_000, batchFrames: 10 });
    for (let n = 0; n < 35; n++) publisher.push(frame(n));
    await publisher.close();
    expect(writer.values).toEqual(texts(0, 35));
    expect(told.lost).toEqual([]);
    expect(writer.closed).toBe(1);
  });

  test("does not wait for ever: what is left is counted, and where it begins is known", async () => {
    const writer = new MemoryWriter();
    const { publisher, told } = await start(writer, { batchFrames: 10 });
    writer.gate = new Promise(() => undefined);
    for (let n = 7; n < 42; n++) publisher.push(frame(n));
    const began = performance.now();
    await publisher.close();
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(told.lost).toEqual([[35, "stopped"]]);
    expect(publisher.oldestUnpublished).toBe(7);
  });
});
