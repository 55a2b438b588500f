import type postgres from "postgres";

export type Sql = postgres.Sql<{ bigint: bigint }>;
/** A connection inside a transaction, or the pool. */
export type Query = postgres.ISql<{ bigint: bigint }>;
export type Transaction = postgres.TransactionSql<{ bigint: bigint }>;
