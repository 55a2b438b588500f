import { z } from "zod";

/** One number read from a running pipeline, with what it rests on. */
export const measurementSchema = z.object({
  value: z.number().positive(),
  /** the time it covers, in words or as an interval, e.g. `last 24 h` */
  window: z.string().min(1),
  /** how many messages, rows, files or runs */
  sampleSize: z.number().int().positive(),
});

/** What the pipeline can tell about itself; what it cannot is left out. */
export const measurementsSchema = z.object({
  /** mean messages/s over the window */
  rate: measurementSchema.optional(),
  /** busiest minute divided by the mean */
  peak: measurementSchema.optional(),
  /** mean raw bytes a message */
  bytes: measurementSchema.optional(),
  /** mean bytes a message on the wire, after producer compression */
  wireBytes: measurementSchema.optional(),
  /** mean bytes a message in columnar files */
  storedBytes: measurementSchema.optional(),
  /** consumer groups that read the topics */
  consumerGroups: measurementSchema.optional(),
  /** rows/s written to the hot store */
  rowsPerSecond: measurementSchema.optional(),
  /** bytes a row, with its indexes */
  rowBytes: measurementSchema.optional(),
  /** messages/s one core handles at saturation, from the bench */
  perCore: measurementSchema.optional(),
  /** partitions of the topics */
  partitions: measurementSchema.optional(),
});

export type Measurement = z.infer<typeof measurementSchema>;
export type Measurements = z.infer<typeof measurementsSchema>;
