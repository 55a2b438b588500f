import { describe, expect, it } from "vitest";
import { decideReplay, type ReplayCase } from "./decide-replay";
import { judgeCanary } from "./judge-canary";
import { allow, startPace } from "./pace";

const failing: ReplayCase = {
  verdict: "fails",
  proof: { code: "PRICE_NOT_DECIMAL", message: "no", fingerprint: "f1" },
  letter: { fingerprint: "f1", build: "v1" },
  build: "v1",
  force: false,
};

describe("a letter", () => {
  it("that would fail alike under the same build is refused, unless forced", () => {
    expect(decideReplay(failing)).toMatchObject({ send: false, why: "loop" });
    expect(decideReplay({ ...failing, force: true })).toEqual({ send: true });
  });

  it("that would fail otherwise is refused for that", () => {
    expect(decideReplay({ ...failing, build: "v2" })).toMatchObject({ why: "still-fails" });
    const other = { ...failing, letter: { fingerprint: "f2", build: "v1" } };
    expect(decideReplay(other)).toMatchObject({ why: "still-fails" });
  });

  it("that has nowhere to go is not sent by force either", () => {
    expect(decideReplay({ ...failing, verdict: "unsendable", force: true })).toMatchObject({ send: false });
  });

  it("that would be stored, or is there already, is sent", () => {
    for (const verdict of ["store", "duplicate", "ignored"] as const)
      expect(decideReplay({ ...failing, verdict, proof: null })).toEqual({ send: true });
  });
});

describe("the canary", () => {
  const one = { letterId: 7n, verdict: "store", outcome: null } as const;
  it("waits, passes, or names the first that differs", () => {
    expect(judgeCanary([one, { ...one, outcome: "stored" }])).toEqual({ kind: "waiting", left: 1 });
    expect(judgeCanary([{ ...one, outcome: "stored" }])).toEqual({ kind: "passed" });
    expect(judgeCanary([{ ...one, outcome: "duplicate" }, one])).toMatchObject({
      kind: "differs",
      note: expect.stringContaining("letter 7 was to be stored and was duplicate"),
    });
  });
});

describe("the pace", () => {
  it("keeps to its rate, and makes up for at most a quarter of a second", () => {
    let pace = startPace(0);
    let sent = 0;
    for (let now = 0; now <= 10_000; now += 37) {
      const allowed = allow(pace, now, 100, 1_000);
      pace = allowed.pace;
      sent += allowed.count;
    }
    expect(sent).toBeGreaterThanOrEqual(995);
    expect(sent).toBeLessThanOrEqual(1_000);
    expect(allow(pace, 100_000, 100, 1_000).count).toBe(25);
    expect(allow(pace, 100_000, 100_000, 500).count).toBe(500);
    expect(allow(startPace(0), 1_000, 1, 500).count).toBe(1);
  });
});
