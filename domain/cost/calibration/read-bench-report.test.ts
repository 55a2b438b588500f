import { describe, expect, it } from "vitest";
import { readBenchReport } from "./read-bench-report";

const figure = (name: string, value: number, unit: string, n = 5) => ({ name, value, unit, n });

describe("readBenchReport", () => {
  it("takes the slowest figure of a core, with its day and count", () => {
    const text = JSON.stringify({
      startedAt: "2026-11-20T10:00:00Z",
      results: [
        { suite: "ingest", figures: [figure("copy", 61_250.04, "records/s per core", 200_000)] },
        { suite: "decode", figures: [figure("decode", 410_000, "records/s per core")] },
        { suite: "dead-letters", figures: [figure("page", 12, "ms")] },
      ],
    });
    expect(readBenchReport(text)).toEqual({
      ok: true,
      figure: "copy",
      perCore: { value: 61_250, sampleSize: 200_000, window: "bench of 2026-11-20" },
    });
  });

  it("says why a file tells nothing", () => {
    expect(readBenchReport("no json")).toMatchObject({
      ok: false,
      reason: expect.stringContaining("no JSON"),
    });
    const other = JSON.stringify({ results: [{ figures: [figure("page", 12, "ms")] }] });
    expect(readBenchReport(other)).toMatchObject({ ok: false, reason: expect.stringContaining("per core") });
  });
});
