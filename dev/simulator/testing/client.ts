import WebSocket from "ws";
import { textOf } from "../wire/venue";

interface Waiting {
  part: string;
  resolve: (text: string) => void;
  reject: (reason: Error) => void;
}

/** A WebSocket client that keeps what it hears and lets a test wait for a message instead of for time. */
export class TestClient {
  readonly messages: string[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  pings = 0;
  private readonly waiting: Waiting[] = [];

  private constructor(readonly ws: WebSocket) {
    ws.on("message", (data) => {
      const text = textOf(data);
      this.messages.push(text);
      for (const waiter of this.waiting.filter(({ part }) => text.includes(part))) {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        waiter.resolve(text);
      }
    });
    ws.once("close", (code) => {
      for (const { part, reject } of this.waiting)
        reject(new Error(`closed with ${code} before ${part} came`));
    });
    ws.on("ping", () => this.pings++);
    this.closed = new Promise((resolve) =>
      ws.once("close", (code, reason) => resolve({ code, reason: reason.toString() })),
    );
  }

  /** Connects; rejects where the server refuses. */
  static connect(url: string, autoPong = true): Promise<TestClient> {
    const ws = new WebSocket(url, { autoPong });
    const client = new TestClient(ws);
    return new Promise((resolve, reject) => {
      ws.once("open", () => resolve(client));
      ws.once("error", reject);
    });
  }

  send(message: unknown): void {
    this.ws.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** The first message, heard already or to come, that contains a text. */
  async hear(part: string): Promise<Record<string, unknown>> {
    const heard = this.messages.find((text) => text.includes(part));
    const text = heard ?? (await this.next(part));
    return JSON.parse(text);
  }

  /** Sends a message and returns the answer that contains a text, not counting what was heard before. */
  async ask(message: unknown, part: string): Promise<Record<string, unknown>> {
    const answer = this.next(part);
    this.send(message);
    return JSON.parse(await answer);
  }

  private next(part: string): Promise<string> {
    return new Promise((resolve, reject) => this.waiting.push({ part, resolve, reject }));
  }

  close(): Promise<unknown> {
    this.ws.close();
    return this.closed;
  }
}
