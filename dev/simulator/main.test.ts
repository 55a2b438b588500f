import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

let child: ChildProcess | undefined;
let folder: string | undefined;
afterEach(async () => {
  child?.kill("SIGKILL");
  if (folder) await rm(folder, { recursive: true });
  folder = undefined;
});

interface Run {
  /** resolves with the output so far once it holds a text */
  until(part: string): Promise<string>;
  ended: Promise<{ code: number | null; output: string }>;
}

function run(...args: string[]): Run {
  const started = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "main.ts"), ...args],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  child = started;
  let output = "";
  const watchers: (() => void)[] = [];
  for (const stream of [started.stdout, started.stderr]) {
    stream.on("data", (data) => {
      output += String(data);
      for (const watch of watchers) watch();
    });
  }
  return {
    until: (part) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (output.includes(part)) resolve(output);
        };
        watchers.push(look);
        look();
      }),
    ended: new Promise((resolve) => started.once("close", (code) => resolve({ code, output }))),
  };
}

describe("npm run simulator", { timeout: 30_000 }, () => {
  it("prints its urls, then ready, and stops cleanly on SIGTERM", async () => {
    const { until, ended } = run("--rate", "50", "--seed", "demo day");
    const output = await until("ready\n");
    const control = /control (\S+)/.exec(output)?.[1];
    expect(await (await fetch(`${control}/stats`)).json()).toMatchObject({ paused: false });
    child?.kill("SIGTERM");
    expect((await ended).code).toBe(0);
  });

  it("ends by itself after --duration, with a fault script from a file", async () => {
    folder = await mkdtemp(join(tmpdir(), "simulator-"));
    const file = join(folder, "faults.json");
    await writeFile(file, JSON.stringify([{ type: "lose", rate: 0.1 }]));
    expect((await run("--duration", "0.2", "--faults", file, "--history", "1").ended).code).toBe(0);
    await writeFile(file, JSON.stringify([{ type: "lose" }]));
    const wrong = await run("--faults", file).ended;
    expect(wrong.code).toBe(2);
    expect(wrong.output).toContain('"lose" needs either "rate" or "every"');
  });

  it("tells wrong usage with exit code 2, help with 0", async () => {
    expect((await run("--rate", "fast").ended).code).toBe(2);
    expect((await run("--colour", "red").ended).code).toBe(2);
    expect((await run("--faults", "/no/such/file.json").ended).code).toBe(2);
    const help = await run("--help").ended;
    expect(help.code).toBe(0);
    expect(help.output).toContain("--faults <script>");
  });
});
