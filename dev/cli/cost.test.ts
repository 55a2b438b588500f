import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);

interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

async function cost(...args: string[]): Promise<Result> {
  const command = ["--import", "tsx", "dev/cli/cost.ts", ...args];
  try {
    const { stdout, stderr } = await run(process.execPath, command);
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (error instanceof Error && "code" in error && "stdout" in error && "stderr" in error)
      return { code: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr) };
    throw error;
  }
}

describe("npm run cost", () => {
  it("prints the estimate as JSON, a rate on top of a preset", async () => {
    const { code, stdout } = await cost("--preset", "1m", "--rate", "2000000", "--bytes", "300", "--json");
    expect(code).toBe(0);
    const found = JSON.parse(stdout);
    expect(found.intermediates).toMatchObject({
      messagesPerSecond: 2_000_000,
      brokers: 18,
      scanTBPerMonth: 100,
    });
    expect(found.lines.map(({ id }: { id: string }) => id)).toHaveLength(13);
  });

  it("ends with 2 and the reason when called wrongly, with 0 for help", async () => {
    const [nothing, nonsense, unknown, help] = await Promise.all([
      cost(),
      cost("--preset", "1m", "--peak", "0"),
      cost("--preset", "1m", "--colour", "red"),
      cost("--help"),
    ]);
    expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining("choose 10k, 1m or 10m") });
    expect(nonsense).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--peak: Peak to average is 0, but must be"),
    });
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("--colour") });
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining("--db-compression") });
  }, 20_000);
});
