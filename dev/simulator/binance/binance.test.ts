import { afterEach, describe, expect, it } from "vitest";
import { TestClient } from "../testing/client";
import { type Stepped, startStepped } from "../testing/stepped";

let stepped: Stepped | undefined;
afterEach(() => stepped?.sim.stop());

async function start(options: Parameters<typeof startStepped>[0] = {}): Promise<Stepped> {
  stepped = await startStepped({ rate: 100, ...options });
  return stepped;
}

const TRADE =
  /^\{"e":"trade","E":\d{13},"s":"BTCUSDT","t":\d+,"p":"\d+\.\d{8}","q":"\d+\.\d{8}","T":\d{13},"m":(true|false),"M":true\}$/;

describe("Binance spot streams", () => {
  it("sends combined trade events shaped like the captures, numbers contiguous, E not before T", async () => {
    const { sim, advance, caughtUp } = await start();
    const client = await TestClient.connect(
      `${sim.urls.binanceWs}/stream?streams=btcusdt@trade/ethusdt@trade`,
    );
    advance(5);
    await caughtUp("binance", client);
    const frames = client.messages.slice(0, -1).map((text) => JSON.parse(text));
    const first = client.messages.find((text) => text.startsWith('{"stream":"btcusdt@trade","data":'));
    expect(first?.slice('{"stream":"btcusdt@trade","data":'.length, -1)).toMatch(TRADE);
    expect(new Set(frames.map((frame) => frame.stream))).toEqual(new Set(["btcusdt@trade", "ethusdt@trade"]));
    const btc = frames.filter((frame) => frame.data.s === "BTCUSDT").map((frame) => frame.data);
    expect(btc.length).toBeGreaterThan(20);
    expect(btc.every((data, i) => data.E >= data.T && (i === 0 || data.t === btc[i - 1].t + 1))).toBe(true);
    expect(sim.truth("binance", "BTCUSDT").live.count).toBe(btc.length);
  });

  it("sends raw events on /ws/<stream>, and microseconds where asked", async () => {
    const { sim, advance, caughtUp } = await start();
    const raw = await TestClient.connect(`${sim.urls.binanceWs}/ws/btcusdt@trade`);
    const micros = await TestClient.connect(`${sim.urls.binanceWs}/ws/btcusdt@trade?timeUnit=MICROSECOND`);
    advance(3);
    await caughtUp("binance", raw);
    await caughtUp("binance", micros);
    expect(raw.messages[0]).toMatch(TRADE);
    const [slow, fast] = [JSON.parse(raw.messages[0] ?? ""), JSON.parse(micros.messages[0] ?? "")];
    expect(String(fast.T)).toHaveLength(16);
    expect(Math.floor(fast.T / 1000)).toBe(slow.T);
    expect(fast.t).toBe(slow.t);
  });

  it("answers SUBSCRIBE, LIST_SUBSCRIPTIONS, UNSUBSCRIBE and properties", async () => {
    const { sim, advance, caughtUp } = await start({ wire: { messagesPerSecond: 100 } });
    const client = await TestClient.connect(`${sim.urls.binanceWs}/ws`);
    const params = ["solusdt@trade", "nosuch@trade"];
    expect(await client.ask({ method: "SUBSCRIBE", params, id: 1 }, '"id":1')).toEqual({
      result: null,
      id: 1,
    });
    expect(await client.ask({ method: "LIST_SUBSCRIPTIONS", id: "a2" }, '"a2"')).toEqual({
      result: params,
      id: "a2",
    });
    advance(4);
    await caughtUp("binance", client);
    expect(
      client.messages.some((text) => text.startsWith('{"e":"trade"') && text.includes('"s":"SOLUSDT"')),
    ).toBe(true);
    await client.ask({ method: "SET_PROPERTY", params: ["combined", true], id: 3 }, '"id":3');
    expect(await client.ask({ method: "GET_PROPERTY", params: ["combined"], id: 4 }, '"id":4')).toEqual({
      result: true,
      id: 4,
    });
    await client.ask({ method: "UNSUBSCRIBE", params: ["solusdt@trade"], id: 5 }, '"id":5');
    const heard = client.messages.length;
    advance(4);
    await caughtUp("binance", client);
    expect(client.messages.length).toBe(heard + 1);
  });

  it.each([
    ["not json {", 3],
    [{ method: "DANCE", id: 1 }, 2],
    [{ method: "SUBSCRIBE", params: "btcusdt@trade", id: 1 }, 2],
    [{ method: "SUBSCRIBE", params: ["BTC USDT"], id: 1 }, 2],
    [{ method: "SUBSCRIBE", params: [], id: 1 }, 2],
    [{ method: "SET_PROPERTY", params: ["combined", "yes"], id: 1 }, 1],
    [{ method: "GET_PROPERTY", params: ["colour"], id: 1 }, 0],
  ])("refuses %j with code %i", async (message, code) => {
    const { sim } = await start();
    const client = await TestClient.connect(`${sim.urls.binanceWs}/ws`);
    expect(await client.ask(message, '"error"')).toMatchObject({ error: { code, msg: expect.any(String) } });
  });

  it("pings, and ends a socket that sends no pong", async () => {
    const { sim } = await start({ wire: { pingEveryMs: 20, pongTimeoutMs: 60 } });
    const mute = await TestClient.connect(`${sim.urls.binanceWs}/ws/btcusdt@trade`, false);
    expect(await mute.closed).toEqual({ code: 1008, reason: "Pong timeout" });
    expect(mute.pings).toBeGreaterThan(1);
  });

  it("ends a socket at its age, and one that talks too much", async () => {
    const { sim } = await start({ wire: { connectionLifetimeMs: 50 } });
    const old = await TestClient.connect(`${sim.urls.binanceWs}/ws`);
    expect((await old.closed).code).toBe(1001);
    const talker = await TestClient.connect(`${sim.urls.binanceWs}/ws`);
    for (let id = 0; id < 12; id++) talker.send({ method: "LIST_SUBSCRIPTIONS", id });
    expect(await talker.closed).toEqual({ code: 1008, reason: "Too many requests" });
  });

  it("refuses a path that Binance does not serve", async () => {
    const { sim } = await start();
    await expect(TestClient.connect(`${sim.urls.binanceWs}/nothing`)).rejects.toThrow("404");
  });
});
