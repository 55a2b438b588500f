import { Stream } from "node:stream";

/**
 * Rejects when postgres.js learns that a query failed, also after its promise has resolved. A COPY's does so with the
 * stream; an error that comes once the stream was ended (a row refused, the connection lost) reaches neither of them in
 * postgres.js 3.4.9, and whoever waits for the stream waits forever (porsager/postgres#1173).
 */
export function failureOf(query: PromiseLike<unknown>): Promise<never> {
  const reject: unknown = Reflect.get(query, "reject");
  const failed = new Promise<never>((_, fail) => {
    Object.defineProperty(query, "reject", {
      value: (error: unknown) => {
        fail(error);
        if (typeof reject === "function") reject(error);
      },
    });
  });
  failed.catch(() => undefined);
  return failed;
}

/**
 * Keeps a COPY's stream from throwing where its error comes in the same moment as the stream itself, before anybody can
 * listen: whoever waits for the stream hears of the error all the same.
 */
export function keepStreamQuiet(query: PromiseLike<unknown>): void {
  const resolve: unknown = Reflect.get(query, "resolve");
  Object.defineProperty(query, "resolve", {
    value: (result: unknown) => {
      if (result instanceof Stream) result.on("error", () => undefined);
      if (typeof resolve === "function") resolve(result);
    },
  });
}
