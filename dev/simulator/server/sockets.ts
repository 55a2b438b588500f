import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { type Exchange, WIRES } from "../exchange";
import { type Clock, VENUES, type Venue } from "../types";
import type { VenueContext, WireSettings } from "../wire/venue";
import { urlOf } from "./reply";

/** The venue that a path belongs to and the rest of the path; null where it is no venue's. */
export function venueOf(pathname: string): { venue: Venue; path: string } | null {
  for (const venue of VENUES) {
    if (pathname === `/${venue}` || pathname.startsWith(`/${venue}/`)) {
      return { venue, path: pathname.slice(venue.length + 1) || "/" };
    }
  }
  return null;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Takes WebSocket upgrades to the venues; a venue in an outage refuses them with 503. Returns the handler and an end. */
export function acceptSockets(exchange: Exchange, clock: Clock, settings: WireSettings) {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1024 * 1024 });
  const contexts: Record<Venue, VenueContext> = {
    binance: { hub: exchange.hubs.binance, books: exchange.books.binance, clock, settings },
    coinbase: { hub: exchange.hubs.coinbase, books: exchange.books.coinbase, clock, settings },
    kraken: { hub: exchange.hubs.kraken, books: exchange.books.kraken, clock, settings },
  };
  const beating = setInterval(() => {
    for (const venue of VENUES) WIRES[venue].beat?.(contexts[venue], clock());
  }, settings.heartbeatMs);
  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      // a client that goes away during the handshake
      socket.on("error", () => socket.destroy());
      const url = urlOf(request);
      const target = url && venueOf(url.pathname);
      if (!url || !target || !WIRES[target.venue].serves(target.path)) {
        refuse(socket, "404 Not Found");
        return;
      }
      const context = contexts[target.venue];
      if (clock() < context.hub.downUntil) {
        refuse(socket, "503 Service Unavailable");
        return;
      }
      url.pathname = target.path;
      server.handleUpgrade(request, socket, head, (ws) =>
        WIRES[target.venue].accept(context, ws, socket, url),
      );
    },
    stop(): void {
      clearInterval(beating);
      for (const venue of VENUES) exchange.hubs[venue].dropAll("reset");
      server.close();
    },
  };
}
