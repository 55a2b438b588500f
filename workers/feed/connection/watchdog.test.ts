import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { Watchdog } from "./watchdog";

describe("Watchdog", () => {
  it("reads what waits in the socket before it calls it dead, and calls it dead when nothing waits", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const client = net.connect((server.address() as AddressInfo).port, "127.0.0.1");
    const [[remote]] = await Promise.all([
      once(server, "connection") as Promise<[net.Socket]>,
      once(client, "connect"),
    ]);
    const events: string[] = [];
    const ended = new Promise<void>((resolve) => {
      const watchdog = new Watchdog({
        staleMs: 40,
        silentMs: 10_000,
        pingMs: 10_000,
        ping: () => undefined,
        probe: () => undefined,
        dead: () => {
          events.push("dead");
          watchdog.stop();
          resolve();
        },
      });
      client.on("data", () => {
        events.push("read");
        watchdog.heard();
      });
      watchdog.resume();
      const started = performance.now();
      const blockUntil = (ms: number) => {
        while (performance.now() - started < ms);
      };
      // First both the next timer and the watchdog's become due; then the message comes while nobody can read, and the
      // watchdog has its turn before the socket has.
      setTimeout(() => blockUntil(25), 5);
      setTimeout(() => {
        remote.write("x");
        blockUntil(55);
      }, 10);
    });
    await ended;
    expect(events).toEqual(["read", "dead"]);
    remote.destroy();
    client.destroy();
    server.close();
  });
});
