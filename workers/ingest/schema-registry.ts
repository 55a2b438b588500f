import { request } from "undici";
import { z } from "zod";
import { compileAvroSchema } from "@/domain/trade/decode/avro/compile-schema";
import {
  noSchemas,
  type SchemaAnswer,
  type SchemaLookup,
  SchemaPending,
} from "@/domain/trade/decode/avro/schema-lookup";

const TIMEOUT_MS = 5_000;
/** an id that the registry does not know may be registered later: asked for again after this long */
const FORGET_UNKNOWN_MS = 60_000;

const answerShape = z.object({ schema: z.string(), schemaType: z.string().optional() });

/** Schemas by id; an id never changes its schema, so each is fetched once. */
export interface SchemaSource {
  lookup: SchemaLookup;
  /** Fetches a schema for `lookup`. Rejects while the registry is down: ask again. */
  fetch(id: number): Promise<void>;
}

/** Without a registry every id is unknown: its records are dead letters that say so. */
export const noRegistry: SchemaSource = { lookup: noSchemas, fetch: async () => undefined };

/** A registry that speaks Confluent's HTTP API (`GET /schemas/ids/{id}`). */
export function createSchemaRegistry(url: string): SchemaSource {
  const known = new Map<number, SchemaAnswer>();
  const unknownSince = new Map<number, number>();
  return {
    lookup(id) {
      const answer = known.get(id);
      if (answer === undefined) return { kind: "pending" };
      const since = unknownSince.get(id);
      return since !== undefined && Date.now() - since > FORGET_UNKNOWN_MS ? { kind: "pending" } : answer;
    },
    async fetch(id) {
      const answer = await ask(url, id);
      known.set(id, answer);
      if (answer.kind === "unknown") unknownSince.set(id, Date.now());
      else unknownSince.delete(id);
    },
  };
}

/** Decodes, however many schemas have to be fetched for it first. Rejects while the registry is down: ask again. */
export async function withSchemas<Result>(schemas: SchemaSource, decode: () => Result): Promise<Result> {
  while (true) {
    try {
      return decode();
    } catch (error) {
      if (!(error instanceof SchemaPending)) throw error;
      await schemas.fetch(error.schemaId);
    }
  }
}

/** @throws where the registry is down or answers with anything but a schema or "not found" */
async function ask(url: string, id: number): Promise<SchemaAnswer> {
  const target = new URL(`schemas/ids/${id}`, url.endsWith("/") ? url : `${url}/`);
  const { statusCode, body } = await request(target, {
    headers: { accept: "application/vnd.schemaregistry.v1+json, application/json" },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  const text = await body.text();
  if (statusCode === 404) return { kind: "unknown" };
  if (statusCode !== 200)
    throw new Error(`the schema registry answered ${statusCode} for schema ${id}; it is asked again`);
  return compileAvroSchema(answerShape.parse(JSON.parse(text)).schema);
}
