import type { Connection, Hub } from "../wire/hub";
import type { WireSettings } from "../wire/venue";

/**
 * Binance's care for a socket: a ping frame every 20 s, the end where no pong came within a minute, and the end at the
 * age of 24 hours. Source: web-socket-streams.md, "General WSS information".
 */
export function keepAlive(hub: Hub, connection: Connection, settings: WireSettings): void {
  const { ws } = connection;
  let lastPong = Date.now();
  ws.on("pong", () => {
    lastPong = Date.now();
  });
  const pinging = setInterval(() => {
    if (Date.now() - lastPong > settings.pongTimeoutMs)
      return hub.end(connection, "close", 1008, "Pong timeout");
    if (!hub.isFrozen && ws.readyState === ws.OPEN) ws.ping(String(Date.now()));
  }, settings.pingEveryMs);
  const ageing = setTimeout(
    () => hub.end(connection, "close", 1001, "connection is valid for 24 hours"),
    // a timer of Node holds 31 bits of milliseconds
    Math.min(settings.connectionLifetimeMs, 2_147_483_647),
  );
  ws.once("close", () => {
    clearInterval(pinging);
    clearTimeout(ageing);
  });
}
