import { describe, expect, it } from "vitest";
import {
  copyDecoderState,
  createDecoderState,
  openChannel,
  readDecoderState,
  writeDecoderState,
} from "./decoder-state";
import { decodeOne, freshContext, recordOf } from "./testing/decode-one";

const TOPIC = "market.crypto.trades.bitfinex.raw";
const ack = '{"event":"subscribed","channel":"trades","chanId":41,"symbol":"tQQQUSD","pair":"QQQUSD"}';
const executed = '[41,"te",[501,1893553445678,-0.050,12.3400],7]';
const updated = '[41,"tu",[501,1893553445678,-0.050,12.3400],8]';
const frame = (value: string, key: string | null = "bitfinex") => recordOf(TOPIC, key, value);

describe("Bitfinex channels", () => {
  it("learns a channel's symbol from its acknowledgement", () => {
    const context = freshContext();
    expect(decodeOne(frame(executed), context).error?.code).toBe("UNKNOWN_CHANNEL");
    decodeOne(frame(ack), context);
    expect(decodeOne(frame(executed), context).result).toMatchObject({
      trades: [{ symbol: "tQQQUSD", side: "sell" }],
    });
  });

  it("knows it after a restart, from the stored state", () => {
    const context = freshContext();
    decodeOne(frame(ack), context);
    const stored: unknown = JSON.parse(JSON.stringify(writeDecoderState(context.state)));
    const restarted = { ...freshContext(), state: readDecoderState(stored) };
    expect(decodeOne(frame(executed), restarted).result?.kind).toBe("trades");
  });

  it("moves the revision with each change, and not without one", () => {
    const context = freshContext();
    decodeOne(frame(ack), context);
    expect(context.state.revision).toBe(1);
    decodeOne(frame(ack), context);
    decodeOne(frame(executed), context);
    expect(context.state.revision).toBe(1);
    decodeOne(frame('{"event":"unsubscribed","status":"OK","chanId":41}'), context);
    expect(context.state.revision).toBe(2);
    expect(decodeOne(frame(executed), context).error?.code).toBe("UNKNOWN_CHANNEL");
  });

  it("believes a key that is a symbol before all else", () => {
    const context = freshContext();
    decodeOne(frame(ack), context);
    expect(decodeOne(frame(executed, "tZZZ:USD"), context).result).toMatchObject({
      trades: [{ symbol: "tZZZ:USD" }],
    });
  });

  it("gives both te and tu on, with the same number", () => {
    for (const value of [executed, updated]) {
      expect(decodeOne(frame(value, "tQQQUSD")).result).toMatchObject({ trades: [{ sequence: 501n }] });
    }
  });

  it("files a bad trade under its instrument and number", () => {
    const { error } = decodeOne(frame(executed.replace("12.3400", "0"), "tQQQUSD"));
    expect(error).toMatchObject({ code: "PRICE_NOT_POSITIVE", path: "[2][3]", sequence: 501n });
    expect(error?.instrument?.symbol).toBe("tQQQUSD");
  });
});

describe("DecoderState", () => {
  it("is empty for anything that is none", () => {
    for (const stored of [null, 5, "x", {}, { bitfinexChannels: 3 }, { bitfinexChannels: [1, ["a", 2]] }]) {
      expect(readDecoderState(stored).channels.size).toBe(0);
    }
  });

  it("is bounded, and a copy does not reach the original", () => {
    const state = createDecoderState();
    for (let channel = 0; channel < 10_050; channel++) openChannel(state, channel, "tQQQUSD");
    expect(state.channels.size).toBe(10_000);
    expect(state.channels.has(0)).toBe(false);
    openChannel(copyDecoderState(state), 1, "tZZZUSD");
    expect(state.channels.has(1)).toBe(false);
  });
});
