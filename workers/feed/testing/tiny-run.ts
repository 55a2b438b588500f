import { afterEach, beforeEach } from "vitest";
import { type Harness, startHarness } from "./harness";
import { TinyExchange } from "./tiny-exchange";

type HarnessOptions = Partial<Parameters<typeof startHarness>[0]>;

/** For a test file: a new exchange before each test, and its feeds and itself stopped after it. */
export function tinyRun() {
  const running: Harness[] = [];
  let exchange: TinyExchange | undefined;
  beforeEach(async () => {
    exchange = await TinyExchange.start();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ feed }) => feed.stop()));
    await exchange?.stop();
  });
  const current = (): TinyExchange => {
    if (exchange === undefined) throw new Error("only inside a test");
    return exchange;
  };
  return {
    get exchange(): TinyExchange {
      return current();
    },
    start(options: HarnessOptions = {}): Harness {
      const harness = startHarness({ url: current().url, ...options });
      running.push(harness);
      return harness;
    },
  };
}

export function isOpen({ feed }: Harness): boolean {
  return feed.stats().state === "open";
}
