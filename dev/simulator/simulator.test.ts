import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { Simulator } from "./api";
import { DEMO_FAULTS } from "./faults/demo";
import { startSimulator } from "./simulator";
import { startStepped, TEST_START } from "./testing/stepped";
import { subscribeAll } from "./testing/subscribe";
import { VENUES } from "./types";

let running: Simulator | undefined;
afterEach(() => running?.stop());

function get(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers: { "User-Agent": "test" } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once("error", reject)
      .end();
  });
}

describe("the simulator", () => {
  it("runs by the wall clock, and tells every socket what it issued", async () => {
    const sim = await startSimulator({ rate: 500, historySeconds: 5, maxTrades: 300 });
    running = sim;
    const clients = await Promise.all(VENUES.map((venue) => subscribeAll(sim, venue)));
    await running.whenIssued(300);
    expect(running.stats()).toMatchObject({ paused: true, heldBack: 0 });
    for (const client of clients) await client.close();
    const issued = running.stats().issued;
    running.resume();
    await running.whenIssued(issued + 100);
  });

  it("starts again where the market is: same seed and rate, same trades", async () => {
    const first = await startStepped({ rate: 50, historySeconds: 0 });
    first.advance(40);
    const whole = first.sim.truth("binance", "BTCUSDT");
    await first.sim.stop();
    running = await startSimulator({
      rate: 50,
      clock: () => TEST_START + 40e6,
      tickMs: null,
      historySeconds: 40,
    });
    const again = running.truth("binance", "BTCUSDT");
    expect(again.firstId).toBe(whole.firstId);
    const last = again.lastId ?? "0";
    // the stepped run holds the last milliseconds back for the wire
    expect(BigInt(last) - BigInt(whole.lastId ?? 0)).toBeLessThan(5n);
  });

  it("halts while the machine sleeps, and leaves no number out", async () => {
    let now = TEST_START;
    running = await startSimulator({ rate: 100, clock: () => now, tickMs: null, historySeconds: 1 });
    now += 1e6;
    running.tick();
    const before = running.stats().issued;
    now += 8 * 3_600e6;
    running.tick();
    expect(running.stats().issued - before).toBeLessThan(50);
    now += 2e6;
    running.tick();
    expect(running.stats().issued - before).toBeGreaterThan(50);
    expect(running.truth("binance", "BTCUSDT").skipped).toEqual([]);
  });

  it("keeps a demo interesting: gaps, dead letters, repeats and outages within minutes", async () => {
    const run = await startStepped({ rate: 50, historySeconds: 1, faults: DEMO_FAULTS });
    running = run.sim;
    run.advance(900);
    const { faults } = run.sim.stats();
    for (const type of ["lose", "malform", "repeat", "delay", "noise", "drop", "freeze"])
      expect(faults[type]).toBeGreaterThan(0);
    expect(faults.drop).toBeLessThan(12);
    expect(faults.lose).toBeGreaterThan(20);
  }, 20_000);

  it("survives addresses that are none", async () => {
    running = await startSimulator({ rate: 1, historySeconds: 1 });
    expect(await get(running.port, "//")).toBe(400);
    expect(await get(running.port, "/coinbase/products/%zz/trades")).toBe(404);
    expect(await get(running.port, "/binance")).toBe(404);
  });

  it("refuses wrong options, and a port that is taken", async () => {
    await expect(startSimulator({ rate: 0 })).rejects.toThrow("rate must be above 0");
    await expect(startSimulator({ faults: [{ type: "lose" }] })).rejects.toThrow("needs either");
    running = await startSimulator({ rate: 1, historySeconds: 1 });
    await expect(startSimulator({ rate: 1, historySeconds: 1, port: running.port })).rejects.toThrow(
      "EADDRINUSE",
    );
  });
});
