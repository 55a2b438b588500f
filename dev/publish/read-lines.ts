import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;

/** The lines of a file, gzipped or not, byte for byte and without their ends; empty lines carry no frame. */
export async function* readLines(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  const stream = (await isGzip(file)) ? unzip(source) : source;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of stream) {
    const chunk: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
    const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, start)) {
      const line = trimmed(data.subarray(start, end));
      if (line.length > 0) yield line;
      start = end + 1;
    }
    rest = data.subarray(start);
  }
  const last = trimmed(rest);
  if (last.length > 0) yield last;
}

function unzip(source: Readable): Readable {
  const gunzip = createGunzip();
  pipeline(source, gunzip, () => undefined);
  return gunzip;
}

function trimmed(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
