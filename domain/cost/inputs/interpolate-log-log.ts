/** Significant digits kept of an interpolated amount: below what a double holds, so every engine computes the same one. */
const DIGITS = 12;

export interface Interpolated {
  value: number;
  /** the rate lay outside the points and the nearest point's value was taken */
  clamped: boolean;
}

/**
 * Straight line between two points on logarithmic axes: value = v₀·(R/R₀)^(ln(v₁/v₀)/ln(R₁/R₀)). A point itself returns its value
 * exactly. Outside the points the nearest value is kept: the three scales say nothing about what lies beyond them.
 * @param points (rate, value) in rising order of rate, both above 0
 */
export function interpolateLogLog(
  rate: number,
  points: readonly (readonly [rate: number, value: number])[],
): Interpolated {
  let below: readonly [number, number] | null = null;
  for (const point of points) {
    const [pointRate, pointValue] = point;
    if (rate === pointRate) return { value: pointValue, clamped: false };
    if (rate < pointRate) {
      if (below === null) return { value: pointValue, clamped: true };
      const slope = Math.log(pointValue / below[1]) / Math.log(pointRate / below[0]);
      const value = below[1] * Math.exp(slope * Math.log(rate / below[0]));
      return { value: Number(value.toPrecision(DIGITS)), clamped: false };
    }
    below = point;
  }
  if (below === null) throw new Error("interpolation needs at least one point");
  return { value: below[1], clamped: true };
}
