import { expect, test } from "vitest";
import { lz4Codec } from "./lz4";
import { counted, type ReadCompression } from "./read-compression";

test("counts what was unpacked, packed and bare, and nothing that could not be", async () => {
  const into: ReadCompression = { batches: 0, packedBytes: 0, bytes: 0 };
  const codec = counted(lz4Codec, into);
  const records = Buffer.from('{"e":"trade","s":"BTCUSDT"}'.repeat(1_000));
  const packed = await codec.compress({ buffer: records });
  expect((await codec.decompress(packed)).equals(records)).toBe(true);
  await codec.decompress(packed);
  await expect(codec.decompress(Buffer.from("no frame"))).rejects.toThrow();
  expect(into).toEqual({ batches: 2, packedBytes: 2 * packed.length, bytes: 2 * records.length });
});
