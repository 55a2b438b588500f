/** Postgres counts time from 2000-01-01 UTC: µs from 1970 to there. */
export const MICROS_TO_POSTGRES_EPOCH = 946_684_800_000_000;
