import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Simulator, SimulatorUrls } from "./api";
import { binanceRest } from "./binance/rest";
import type { Book } from "./book";
import { coinbaseRest } from "./coinbase/rest";
import { Driver } from "./driver";
import { Exchange } from "./exchange";
import { inject } from "./inject";
import { krakenRest } from "./kraken/rest";
import { resolveOptions, type SimulatorOptions } from "./options";
import type { RestContext, RestHandler } from "./rest/answer";
import { serveControl } from "./server/control";
import { sendText, urlOf } from "./server/reply";
import { serveRest } from "./server/rest";
import { acceptSockets, venueOf } from "./server/sockets";
import { simulatorStats } from "./stats";
import { instrumentTruth } from "./truth";
import { VENUES, type Venue } from "./types";

/** Starts the exchange on 127.0.0.1. Rejects where the port is taken, an option is out of range, or a fault is misspelt. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const resolved = resolveOptions(options);
  const { clock } = resolved.exchange;
  const exchange = new Exchange(resolved.exchange);
  const restContext = (venue: Venue): RestContext => ({
    books: exchange.books[venue],
    clock,
    retentionMicros: resolved.retentionMicros,
  });
  const handlers: Record<Venue, RestHandler> = {
    binance: binanceRest(restContext("binance"), resolved.binanceRest),
    coinbase: coinbaseRest(restContext("coinbase"), resolved.coinbaseRest),
    kraken: krakenRest(restContext("kraken"), resolved.krakenRest),
  };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = urlOf(request);
    if (!url) return sendText(response, 400, '{"error":"the address is none"}');
    const target = venueOf(url.pathname);
    if (target)
      return serveRest(exchange, handlers, clock, target.venue, target.path, url, request, response);
    const action = /^\/control\/([a-z]+)$/.exec(url.pathname)?.[1];
    if (action !== undefined) return void serveControl(simulator, action, url, request, response);
    sendText(response, 404, '{"error":"paths begin with /binance, /coinbase, /kraken or /control"}');
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(resolved.port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : resolved.port);
    });
  });
  const sockets = acceptSockets(exchange, clock, resolved.wire);
  server.on("upgrade", sockets.upgrade);
  const driver = new Driver(exchange, resolved.tickMs);
  const startedMicros = clock();

  const book = (venue: Venue, symbol: string): Book => {
    const found = exchange.books[venue].get(symbol);
    if (!found) throw new RangeError(`${venue} has no instrument "${symbol}"`);
    return found;
  };
  const simulator: Simulator = {
    port,
    urls: urlsAt(port),
    clock,
    book,
    truth: (venue, symbol, range = {}) => instrumentTruth(book(venue, symbol), range.fromId, range.toId),
    truths: () =>
      VENUES.flatMap((venue) => [...exchange.books[venue].values()].map((one) => instrumentTruth(one))),
    stats: () => simulatorStats(exchange, startedMicros, clock()),
    faults: () => exchange.faults.script,
    setFaults: (script) => exchange.faults.set(script, clock()),
    emit: (wanted) => inject(exchange, clock, wanted),
    dropSockets: (venue, { seconds = 0, style = "close" } = {}) =>
      (venue ? [venue] : [...VENUES]).reduce(
        (ended, one) => ended + exchange.drop(one, seconds * 1e6, style),
        0,
      ),
    resetNumbers: (venue, symbol, to) => exchange.resetNumbers(venue, symbol, to),
    setRate: (rate) => exchange.setRate(rate),
    pause: () => {
      exchange.paused = true;
    },
    resume: () => exchange.resume(),
    tick: () => driver.tick(),
    whenIssued: (trades) => driver.when(() => exchange.issued >= trades),
    settled: () => driver.when(() => exchange.dispatcher.heldBack === 0),
    stop: () => {
      driver.stop();
      sockets.stop();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  return simulator;
}

function urlsAt(port: number): SimulatorUrls {
  const http = `http://127.0.0.1:${port}`;
  const ws = `ws://127.0.0.1:${port}`;
  return {
    binanceWs: `${ws}/binance`,
    coinbaseWs: `${ws}/coinbase`,
    krakenWs: `${ws}/kraken/v2`,
    binanceRest: `${http}/binance`,
    coinbaseRest: `${http}/coinbase`,
    krakenRest: `${http}/kraken`,
    control: `${http}/control`,
  };
}
