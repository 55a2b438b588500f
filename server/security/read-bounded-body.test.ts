import { describe, expect, it } from "vitest";
import { readBoundedBody } from "./read-bounded-body";

function post(body: BodyInit): Request {
  return new Request("http://127.0.0.1/api", { method: "POST", body, duplex: "half" } as RequestInit);
}

describe("readBoundedBody", () => {
  it("gives the bytes back", async () => {
    expect(new TextDecoder().decode(await readBoundedBody(post("hello"), 5))).toBe("hello");
  });

  it("takes a request without a body", async () => {
    expect((await readBoundedBody(new Request("http://127.0.0.1/"), 5)).byteLength).toBe(0);
  });

  it("counts a stream that declares no length, and stops reading it", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1_024));
      },
    });
    await expect(readBoundedBody(post(endless), 4_096)).rejects.toMatchObject({ code: "TOO_LARGE" });
    expect(sent).toBeLessThan(10);
  });
});
