import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { binanceFrame } from "../testing/tiny-exchange";
import { isOpen, tinyRun } from "../testing/tiny-run";
import { until } from "../testing/until";

const run = tinyRun();

test("the socket is not read past the buffer's limit, and nothing of what comes is lost", async () => {
  const harness = run.start({
    tuning: { bufferFrames: 200, batchFrames: 50, pingMs: 20, silentMs: 200, staleMs: 200 },
  });
  await until("the feed", () => isOpen(harness));
  let open: () => void = () => {};
  harness.writer.gate = new Promise((resolve) => {
    open = resolve;
  });
  const total = 100_000;
  for (let id = 1; id <= total; id++) run.exchange.client.ws.send(binanceFrame(id));
  await until("the pause", () => harness.feed.stats().state === "paused");
  // Longer than the silence that counts as dead: while we do not read, it proves nothing.
  await sleep(500);
  const { buffered, frames, state } = harness.feed.stats();
  expect(state).toBe("paused");
  // The limit, and what one read of the socket (64 KB) may bring on top.
  expect(buffered).toBeLessThan(200 + 1_500);
  expect(frames).toBeLessThan(total / 10);
  open();
  await until("everything", () => harness.writer.frames.length === total + 1, 30_000);
  expect(harness.writer.values.slice(1)).toEqual(
    Array.from({ length: total }, (_, index) => binanceFrame(index + 1)),
  );
  expect(run.exchange.clients).toHaveLength(1);
  expect(harness.feed.stats().state).toBe("open");
  expect(harness.outages).toEqual([]);
}, 30_000);
