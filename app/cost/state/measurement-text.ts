import type { Measurement, Measurements } from "@/domain/cost/calibration/measurement";
import { measurementSchema, measurementsSchema } from "@/domain/cost/calibration/measurement";

export const MEASURED_NAMES = measurementsSchema.keyof().options;

const PREFIX = "m.";
const SEPARATOR = "~";

/** The names under which a link carries measurements, so that the permalink's own reader leaves them alone. */
export const MEASUREMENT_PARAMS: readonly string[] = MEASURED_NAMES.map((name) => PREFIX + name);

function textOf({ value, sampleSize, window }: Measurement): string {
  return [value, sampleSize, window].join(SEPARATOR);
}

function measurementOf(text: string): Measurement | null {
  const [value, sampleSize, ...window] = text.split(SEPARATOR);
  const parsed = measurementSchema.safeParse({
    value: Number(value),
    sampleSize: Number(sampleSize),
    window: window.join(SEPARATOR),
  });
  return parsed.success ? parsed.data : null;
}

/** Adds what was measured to a link (`m.rate=203.4~12034~2026-11-24 19:41 to 19:46 UTC`), so that badges survive with it. */
export function writeMeasurements(query: URLSearchParams, measurements: Measurements | null): void {
  if (measurements === null) return;
  for (const name of MEASURED_NAMES) {
    const measurement = measurements[name];
    if (measurement) query.set(PREFIX + name, textOf(measurement));
  }
}

/** What a link says was measured; null where it says nothing. A figure that cannot be read is left out: its badge is lost, no number is. */
export function readMeasurements(query: URLSearchParams): Measurements | null {
  const measurements: Measurements = {};
  for (const name of MEASURED_NAMES) {
    const measurement = measurementOf(query.get(PREFIX + name) ?? "");
    if (measurement !== null) measurements[name] = measurement;
  }
  return Object.keys(measurements).length > 0 ? measurements : null;
}
