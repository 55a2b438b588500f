import { get } from "node:http";

/** Reads a file over HTTP and lets it fall. @returns seconds to its last byte, and what it was */
export function readFile(
  url: string,
  params: Record<string, string>,
): Promise<{ seconds: number; bytes: number; rows: number }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(`${url}/api/export/trades?${new URLSearchParams(params)}`, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.once("error", reject);
      response.once("end", () => {
        if (response.statusCode !== 200)
          return reject(new Error(`the export answered ${response.statusCode}`));
        const seconds = (performance.now() - began) / 1_000;
        resolve({ seconds, bytes, rows: Number(response.headers["x-k2-rows"]) });
      });
    }).once("error", reject);
  });
}
