import { randomBytes } from "node:crypto";
import { compress as compressBlock } from "snappy";
import { describe, expect, test } from "vitest";
import { lz4Codec } from "./lz4";
import { snappyCodec } from "./snappy";
import { zstdCodec, zstdSupported } from "./zstd";

const inputs = {
  nothing: Buffer.alloc(0),
  "one byte": Buffer.from([7]),
  text: Buffer.from('{"e":"trade","s":"BTCUSDT"}'.repeat(20_000)),
  noise: randomBytes(300_000),
};

describe.each(Object.entries({ lz4: lz4Codec, snappy: snappyCodec }))("%s", (_name, codec) => {
  test.each(Object.entries(inputs))("%s comes back as it was", async (_what, buffer) => {
    const packed = await codec.compress({ buffer });
    expect((await codec.decompress(packed)).equals(buffer)).toBe(true);
  });

  test("broken bytes reject", async () => {
    const packed = await codec.compress({ buffer: inputs.text });
    await expect(codec.decompress(packed.subarray(0, packed.length - 9))).rejects.toThrow();
    await expect(codec.decompress(randomBytes(64))).rejects.toThrow();
  });
});

test("lz4 writes the frame format with independent blocks, which the Java broker demands", async () => {
  const packed = await lz4Codec.compress({ buffer: inputs.text });
  expect(packed.readUInt32LE(0)).toBe(0x184d2204);
  expect(packed.readUInt8(4) & 0b0010_0000).not.toBe(0);
});

test("snappy writes xerial framing and also reads a bare block", async () => {
  const packed = await snappyCodec.compress({ buffer: inputs.text });
  expect(packed.subarray(0, 16).toString("hex")).toBe("82534e41505059000000000100000001");
  const bare = await compressBlock(inputs.text);
  expect((await snappyCodec.decompress(bare)).equals(inputs.text)).toBe(true);
});

test.skipIf(zstdSupported())("zstd on an old Node says what to do", async () => {
  await expect(zstdCodec.decompress(inputs.text)).rejects.toThrow("zstd batches need Node 22.15 or newer");
});

test.skipIf(!zstdSupported())("zstd comes back as it was", async () => {
  const packed = await zstdCodec.compress({ buffer: inputs.text });
  expect((await zstdCodec.decompress(packed)).equals(inputs.text)).toBe(true);
});
