import { describe, expect, it } from "vitest";
import { calibrate } from "@/domain/cost/calibration/calibrate";
import { startingInputs } from "@/domain/cost/share/permalink";
import { badgeNote, inputBadges } from "./input-badges";

const seen = (value: number) => ({ value, sampleSize: 12_034, window: "last 24 h" });
const measurements = {
  rate: seen(203.4),
  rowsPerSecond: seen(203.4),
  bytes: seen(183.3),
  partitions: seen(36),
};

function calibrated() {
  const result = calibrate(startingInputs, measurements);
  if (!result.ok) throw new Error(result.reason);
  return result.inputs;
}

describe("inputBadges", () => {
  it("calls nothing measured that was not", () => {
    const kinds = new Set(Object.values(inputBadges(startingInputs, null)).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["assumed", "default"]);
  });

  it("follows a measured value that is changed, and one that is put back", () => {
    const inputs = calibrated();
    expect(inputBadges(inputs, measurements).bytes?.kind).toBe("measured");
    expect(inputBadges(inputs, measurements).rowShare?.kind).toBe("measured");
    expect(inputBadges({ ...inputs, bytes: 100 }, measurements).bytes).toEqual({
      kind: "assumed",
      how: "set by hand",
    });
    expect(inputBadges({ ...inputs, bytes: 183.3 }, measurements).bytes?.kind).toBe("measured");
    expect(inputBadges(inputs, measurements).zones?.kind).toBe("default");
  });

  it("tells window and n", () => {
    expect(badgeNote(inputBadges(calibrated(), measurements).bytes)).toBe(
      "last 24 h, n = 12,034: measured directly",
    );
    expect(badgeNote({ kind: "default" })).toBeNull();
  });
});
