import { customType } from "drizzle-orm/pg-core";

/** Postgres's set of int8 ranges, as its text form, e.g. `{[3,5),[9,12)}`: half open. */
export const int8multirange = customType<{ data: string; driverData: string }>({
  dataType: () => "int8multirange",
});
