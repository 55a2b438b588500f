import { once } from "node:events";
import { readFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import superjson from "superjson";

/** Opens tapes that nobody reads: their answers stay in the sockets. Ends with the returned function. */
export async function openSlowReaders(url: string, instrumentId: number, count: number): Promise<() => void> {
  const input = encodeURIComponent(JSON.stringify(superjson.serialize({ instrumentId })));
  const responses = await Promise.all(
    Array.from({ length: count }, async () => {
      const request = get(`${url}/api/trpc/trades.tape?input=${input}`);
      const [response] = (await once(request, "response")) as [IncomingMessage];
      return response;
    }),
  );
  return () => {
    for (const response of responses) response.destroy();
  };
}

/** Resident memory of a process on this machine, MiB; undefined where there is no /proc. */
export function residentMiB(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024);
  } catch {
    return undefined;
  }
}
