import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { childEnv } from "@/runtime/env";

const FILE = path.join(import.meta.dirname, "server.ts");

/** The process that serves files. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(databaseUrl: string, socket: string | undefined): Promise<ServerProcess> {
    const child = fork(FILE, {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: childEnv({ K2_DATABASE_URL: databaseUrl, K2_DATABASE_SOCKET: socket, K2_LOG_LEVEL: "warn" }),
    });
    const { url } = await answerOf<{ url: string }>(child);
    return new ServerProcess(child, url);
  }

  /** Most resident memory since it was last asked, bytes. */
  async peak(): Promise<number> {
    const answer = answerOf<{ peak: number }>(this.child);
    this.child.send("peak");
    return (await answer).peak;
  }

  async end(): Promise<void> {
    const gone = once(this.child, "exit");
    this.child.disconnect();
    await gone;
  }
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController();
  try {
    const said: Promise<[T]> = once(child, "message", { signal: ended.signal }) as Promise<[T]>;
    const died = once(child, "exit", { signal: ended.signal }).then(([code]) => {
      throw new Error(`the server of the benchmark ended by itself: code ${code}`);
    });
    const [answer] = await Promise.race([said, died]);
    return answer;
  } finally {
    ended.abort();
  }
}
