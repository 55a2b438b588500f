import { expect, it } from "vitest";
import { hexLines } from "./hex-lines";

it("dumps sixteen bytes a line, the last one short", () => {
  const lines = hexLines(new TextEncoder().encode('{"price":"n/a"}\n\u00e9'));
  expect(lines).toEqual([
    { offset: "00000000", hex: "7b 22 70 72 69 63 65 22 3a 22 6e 2f 61 22 7d 0a", text: '{"price":"n/a"}.' },
    { offset: "00000010", hex: "c3 a9", text: ".." },
  ]);
  expect(hexLines(new Uint8Array())).toEqual([]);
});
