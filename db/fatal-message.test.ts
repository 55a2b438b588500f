import { expect, it } from "vitest";
import { fatalMessageAtEnd } from "./fatal-message";

function errorResponse(severity: string, code: string, message: string): Buffer {
  const body = Buffer.from(`SFATAL\0V${severity}\0C${code}\0M${message}\0\0`, "utf8");
  const head = Buffer.alloc(5);
  head.write("E", 0, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

it("finds what ends a session, also behind other messages", () => {
  const ended = errorResponse("FATAL", "57P01", "terminating connection due to administrator command");
  expect(fatalMessageAtEnd(ended)).toEqual({
    at: 0,
    code: "57P01",
    message: "terminating connection due to administrator command",
  });
  const ready = Buffer.from("5a0000000549", "hex");
  expect(fatalMessageAtEnd(Buffer.concat([ready, ended]))?.at).toBe(ready.length);
});

it("leaves errors of a statement, messages in pieces and rows that quote one to the driver", () => {
  expect(fatalMessageAtEnd(errorResponse("ERROR", "23505", "duplicate key"))).toBeUndefined();
  const ended = errorResponse("FATAL", "57P01", "terminating");
  expect(fatalMessageAtEnd(ended.subarray(0, -4))).toBeUndefined();
  expect(fatalMessageAtEnd(Buffer.concat([ended, Buffer.from("5a0000000549", "hex")]))).toBeUndefined();
  expect(fatalMessageAtEnd(Buffer.alloc(0))).toBeUndefined();
});
