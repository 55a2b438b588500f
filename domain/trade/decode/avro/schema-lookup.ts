import type { AvroSchema } from "./avro-schema";

/**
 * What is known of a schema id now. The lookup is synchronous, so decoding stays pure.
 * - `pending`: the registry was not asked yet, or is down
 * - `unknown`: it answered that there is no such id
 * - `unusable`: it has one that is no Avro record schema; `compileAvroSchema` says why
 */
export type SchemaAnswer =
  | { kind: "known"; schema: AvroSchema }
  | { kind: "unknown" }
  | { kind: "unusable"; reason: string }
  | { kind: "pending" };

export type SchemaLookup = (id: number) => SchemaAnswer;

/** For topics without Avro, and where no schema registry is set. */
export const noSchemas: SchemaLookup = () => ({ kind: "unknown" });

/** Not a failure of the record: the worker fetches schema `schemaId`, then decodes the record again. */
export class SchemaPending extends Error {
  override readonly name = "SchemaPending";
  constructor(readonly schemaId: number) {
    super(`Schema ${schemaId} has to be fetched from the registry before this record can be read.`);
  }
}
