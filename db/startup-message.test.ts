import { expect, it } from "vitest";
import { STARTUP_PADDING, withoutLeftovers } from "./startup-message";

function startup(text: string): Buffer {
  const message = Buffer.alloc(8 + text.length);
  message.writeInt32BE(message.length, 0);
  message.writeInt32BE(0x0003_0000, 4);
  message.write(text, 8, "latin1");
  return message;
}

it("keeps a startup message that stands alone, and sheds what is before it", () => {
  const message = startup(`user\0k2\0options\0${STARTUP_PADDING}\0\0`);
  expect(withoutLeftovers(message)).toEqual(message);
  expect(withoutLeftovers(Buffer.concat([Buffer.from("Q\0\0\0\x0drollback\0", "latin1"), message]))).toEqual(
    message,
  );
});

it("leaves bytes alone in which there is none", () => {
  const cancel = Buffer.from("0000001004d2162e0000000100000002", "hex");
  expect(withoutLeftovers(cancel)).toEqual(cancel);
});
