import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import type { Venue } from "../types";
import type { WireFrame } from "./frame";

/** One client of a venue. */
export interface Connection {
  ws: WebSocket;
  socket: Duplex;
  /** which of the venue's spellings of a frame it asked for */
  shape: number;
  /** what it subscribed to, e.g. `trade:BTCUSDT` */
  topics: Set<string>;
  /** wall time of the last message to it, ms */
  lastSentMs: number;
}

/** How a fault ends sockets: `close` flushes and says goodbye, `reset` cuts at once (what was in flight may be lost). */
export type DropStyle = "close" | "reset";

const TOO_SLOW_BYTES = 256 * 1024 * 1024;

/** The sockets of one venue, by topic. Everything that a venue says goes through here, so that a frozen venue is silent. */
export class Hub {
  readonly connections = new Set<Connection>();
  /** silent until this time (market clock, microseconds) */
  frozenUntil = 0;
  /** refuses new sockets until this time */
  downUntil = 0;
  sent = 0;
  accepted = 0;
  slowConsumers = 0;
  private frozen = false;
  private readonly byTopic = new Map<string, Set<Connection>>();

  constructor(readonly venue: Venue) {}

  /** Brings the freeze up to date; called once a tick. */
  setFrozen(frozen: boolean): void {
    this.frozen = frozen;
  }

  get isFrozen(): boolean {
    return this.frozen;
  }

  open(ws: WebSocket, socket: Duplex, shape: number): Connection {
    const connection: Connection = { ws, socket, shape, topics: new Set(), lastSentMs: Date.now() };
    this.connections.add(connection);
    this.accepted++;
    ws.once("close", () => this.forget(connection));
    // a client that breaks the protocol ends its own socket; the venue goes on
    ws.on("error", () => this.forget(connection));
    return connection;
  }

  subscribe(connection: Connection, topic: string): void {
    if (!this.connections.has(connection)) return;
    connection.topics.add(topic);
    let listeners = this.byTopic.get(topic);
    if (!listeners) {
      listeners = new Set();
      this.byTopic.set(topic, listeners);
    }
    listeners.add(connection);
  }

  unsubscribe(connection: Connection, topic: string): void {
    connection.topics.delete(topic);
    this.byTopic.get(topic)?.delete(connection);
  }

  hasListeners(topic: string): boolean {
    return (this.byTopic.get(topic)?.size ?? 0) > 0;
  }

  /** Sends to one socket; false where it is closing or the venue is frozen. */
  send(connection: Connection, data: string | Buffer, binary = false): boolean {
    const { ws } = connection;
    if (this.frozen || ws.readyState !== WebSocket.OPEN || !this.connections.has(connection)) return false;
    if (ws.bufferedAmount > TOO_SLOW_BYTES) {
      this.slowConsumers++;
      this.end(connection, "close", 1008, "slow consumer");
      return false;
    }
    ws.send(data, { binary });
    connection.lastSentMs = Date.now();
    this.sent++;
    return true;
  }

  /** Sends a frame to each listener of its topic; returns how many got it. */
  broadcast(frame: WireFrame): number {
    const listeners = this.byTopic.get(frame.topic);
    if (!listeners) return 0;
    let reached = 0;
    for (const connection of listeners) {
      if (this.send(connection, frame.bytes(connection.shape), frame.binary)) reached++;
    }
    return reached;
  }

  /** Sends a text as it is to the listeners of a topic, or to every socket; returns how many got it. */
  broadcastText(text: string | Buffer, topic?: string): number {
    let reached = 0;
    const listeners = topic === undefined ? this.connections : (this.byTopic.get(topic) ?? []);
    for (const connection of listeners) if (this.send(connection, text)) reached++;
    return reached;
  }

  /** One packet a tick instead of one a frame: a thousand small writes would each be a system call. */
  cork(): void {
    for (const { socket } of this.connections) socket.cork();
  }

  uncork(): void {
    for (const { socket } of this.connections) socket.uncork();
  }

  /** Ends every socket; returns how many there were. */
  dropAll(style: DropStyle, code = 1012, reason = "service restart"): number {
    const ended = [...this.connections];
    for (const connection of ended) this.end(connection, style, code, reason);
    return ended.length;
  }

  end(connection: Connection, style: DropStyle, code: number, reason: string): void {
    this.forget(connection);
    if (style === "close") connection.ws.close(code, reason);
    else connection.ws.terminate();
  }

  private forget(connection: Connection): void {
    // a corked socket that left the hub would never be uncorked, and its goodbye never sent
    if (this.connections.delete(connection))
      while (connection.socket.writableCorked > 0) connection.socket.uncork();
    for (const topic of connection.topics) this.byTopic.get(topic)?.delete(connection);
  }
}
