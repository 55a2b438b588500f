import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CopyRows } from "./copy-rows";

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, "latin1");
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Cuts at these places, as a socket may. */
function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((to, index) => bytes.subarray(at[index], to));
}

async function readAll(rows: CopyRows): Promise<{ bytes: Buffer; rows: number }> {
  const chunks = [];
  for (let chunk = await rows.next(); chunk !== undefined; chunk = await rows.next()) chunks.push(chunk);
  return {
    bytes: Buffer.concat(chunks.map((chunk) => chunk.bytes)),
    rows: chunks.reduce((sum, chunk) => sum + chunk.rows, 0),
  };
}

class FakeSource {
  paused = false;
  destroyed = false;
  isPaused = () => this.paused;
  pause = () => {
    this.paused = true;
  };
  resume = () => {
    this.paused = false;
  };
  destroy = () => {
    this.destroyed = true;
  };
}

describe("rows out of what a server sends", () => {
  const row = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([bytes, Buffer.from("\n")]));
  const other = fc
    .tuple(fc.constantFrom("H", "N", "S", "c", "Z"), fc.uint8Array({ maxLength: 60 }))
    .map(([type, body]) => ({ type, body: Buffer.from(body) }));

  it("are whole and in order, and the rest goes on untouched, however the socket cuts them", async () => {
    const messages = fc.array(
      fc.oneof(
        row.map((body) => ({ type: "d", body })),
        other,
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(messages, fc.array(fc.nat(), { maxLength: 60 }), async (all, cuts) => {
        const rows = new CopyRows("lf");
        const rest = pieces(Buffer.concat(all.map(({ type, body }) => message(type, body))), cuts).map(
          (piece) => Buffer.from(rows.strip(piece)),
        );
        rows.end();
        const wanted = all.filter(({ type }) => type === "d");
        const read = await readAll(rows);
        expect(read.rows).toBe(wanted.length);
        expect(read.bytes.equals(Buffer.concat(wanted.map(({ body }) => body)))).toBe(true);
        const others = all.filter(({ type }) => type !== "d").map(({ type, body }) => message(type, body));
        expect(Buffer.concat(rest).equals(Buffer.concat(others))).toBe(true);
      }),
    );
  });

  it("end with CRLF where that is asked for, and a line feed within a row stays", async () => {
    const rows = new CopyRows("crlf");
    rows.strip(message("d", Buffer.from('1,"a\nb"\n')));
    rows.strip(message("d", Buffer.from("2,c\n")));
    rows.end();
    expect((await readAll(rows)).bytes.toString()).toBe('1,"a\nb"\r\n2,c\r\n');
  });

  it("hold the server back while the reader has enough", async () => {
    const rows = new CopyRows("lf");
    const source = new FakeSource();
    rows.attach(source);
    const big = message("d", Buffer.from(`${"x".repeat(50_000)}\n`));
    let given = 0;
    while (!source.paused) {
      rows.strip(big);
      given += 1;
      expect(given).toBeLessThan(60);
    }
    expect(given).toBeGreaterThan(10);
    let read = 0;
    while (source.paused) read += (await rows.next())?.rows ?? 0;
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(given);
  });

  it("come to a reader who waits, one row at a time", async () => {
    const rows = new CopyRows("lf");
    const first = rows.next();
    rows.strip(message("d", Buffer.from("1\n")));
    expect((await first)?.bytes.toString()).toBe("1\n");
    const second = rows.next();
    rows.strip(message("d", Buffer.from("2\n")));
    expect((await second)?.rows).toBe(1);
  });

  it("that came before a failure are read before it", async () => {
    const rows = new CopyRows("lf");
    rows.strip(message("d", Buffer.from("1\n")));
    rows.fail(new Error("away"));
    expect((await rows.next())?.rows).toBe(1);
    await expect(rows.next()).rejects.toThrow("away");
  });

  it("are let fall with their socket, and with one that comes later", async () => {
    const rows = new CopyRows("lf");
    const [before, after] = [new FakeSource(), new FakeSource()];
    rows.attach(before);
    rows.strip(message("d", Buffer.from("1\n")));
    rows.drop(new Error("left"));
    rows.attach(after);
    expect([before.destroyed, after.destroyed]).toEqual([true, true]);
    await expect(rows.next()).rejects.toThrow("left");
  });
});
