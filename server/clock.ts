import type { Micros } from "@/domain/time/micros";

/** The web process's clock, in µs. Services take the time as an argument; routers pass this. */
export function nowMicros(): Micros {
  return Date.now() * 1_000;
}
