import {
  isJsonObject,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  jsonTypeName,
} from "../../json/json-value";
import { parseJson } from "../../json/parse-json";
import { showValue } from "../../json/show-value";
import type { AvroField, AvroRecordType, AvroType } from "./avro-schema";
import type { SchemaAnswer } from "./schema-lookup";

const PRIMITIVES = new Map<string, AvroType>([
  ["null", { kind: "null" }],
  ["boolean", { kind: "boolean" }],
  ["int", { kind: "int" }],
  ["long", { kind: "long" }],
  ["float", { kind: "float" }],
  ["double", { kind: "double" }],
  ["string", { kind: "string" }],
  ["bytes", { kind: "bytes", scale: null }],
]);

/** Digits after the point that a decimal may have: what the ledger takes. */
const MAX_SCALE = 38;

/** A schema that cannot be compiled, with the reason. Internal: the answer carries it. */
class UnusableSchema extends Error {}

/**
 * Compiles the text of a schema as the registry gives it (its `schema` field). Never throws: a schema that is no
 * Avro record is `unusable`, with the reason.
 */
export function compileAvroSchema(text: string): SchemaAnswer {
  try {
    const type = new Compiler().compile(parseJson(text), "");
    if (type.kind !== "record")
      return { kind: "unusable", reason: `it is of type ${type.kind}, not a record` };
    return { kind: "known", schema: { name: type.name, type } };
  } catch (error) {
    return { kind: "unusable", reason: error instanceof Error ? error.message : String(error) };
  }
}

class Compiler {
  private readonly named = new Map<string, AvroType>();

  compile(schema: JsonValue | undefined, namespace: string): AvroType {
    if (typeof schema === "string") return this.resolve(schema, namespace);
    if (Array.isArray(schema)) {
      return { kind: "union", branches: schema.map((branch) => this.compile(branch, namespace)) };
    }
    if (!isJsonObject(schema)) throw new UnusableSchema(`it holds a type that is ${jsonTypeName(schema)}`);
    const { type } = schema;
    if (type === "record") return this.compileRecord(schema, namespace);
    if (type === "enum")
      return this.name(schema, namespace, { kind: "enum", symbols: strings(schema.symbols) });
    if (type === "fixed") {
      const size = integer(schema.size, "size");
      return this.name(schema, namespace, { kind: "fixed", size, scale: scaleOf(schema) });
    }
    if (type === "array") return { kind: "array", items: this.compile(schema.items, namespace) };
    if (type === "map") return { kind: "map", values: this.compile(schema.values, namespace) };
    if (type === "bytes") return { kind: "bytes", scale: scaleOf(schema) };
    return this.compile(type, namespace);
  }

  private compileRecord(schema: JsonObject, namespace: string): AvroRecordType {
    const name = fullName(schema, namespace);
    const fields: AvroField[] = [];
    const record: AvroRecordType = { kind: "record", name, fields };
    this.define(name, record);
    const inner = name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "";
    if (!Array.isArray(schema.fields)) throw new UnusableSchema(`the record ${name} has no fields`);
    for (const field of schema.fields) {
      if (!isJsonObject(field) || typeof field.name !== "string" || !isFieldName(field.name)) {
        throw new UnusableSchema(`the record ${name} has a field without a proper name`);
      }
      fields.push({ name: field.name, type: this.compile(field.type, inner) });
    }
    return record;
  }

  private name(schema: JsonObject, namespace: string, type: AvroType): AvroType {
    this.define(fullName(schema, namespace), type);
    return type;
  }

  private define(name: string, type: AvroType): void {
    if (this.named.has(name)) throw new UnusableSchema(`the name ${name} is defined twice`);
    this.named.set(name, type);
  }

  private resolve(name: string, namespace: string): AvroType {
    const qualified = namespace === "" ? name : `${namespace}.${name}`;
    const type = PRIMITIVES.get(name) ?? this.named.get(qualified) ?? this.named.get(name);
    if (type === undefined) throw new UnusableSchema(`the type ${showValue(name)} is not defined`);
    return type;
  }
}

/** Avro's rule for names, less the one that would reach a record's prototype. */
function isFieldName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name !== "__proto__";
}

function fullName(schema: JsonObject, outer: string): string {
  if (typeof schema.name !== "string" || schema.name === "") throw new UnusableSchema("a type has no name");
  if (schema.name.includes(".")) return schema.name;
  const namespace = typeof schema.namespace === "string" ? schema.namespace : outer;
  return namespace === "" ? schema.name : `${namespace}.${schema.name}`;
}

function scaleOf(schema: JsonObject): number | null {
  if (schema.logicalType !== "decimal") return null;
  const scale = schema.scale === undefined ? 0 : integer(schema.scale, "scale");
  if (scale > MAX_SCALE) throw new UnusableSchema(`a decimal has scale ${scale}, more than ${MAX_SCALE}`);
  return scale;
}

function integer(value: JsonValue | undefined, what: string): number {
  if (typeof value === "number") return value;
  const shown = value instanceof JsonNumber ? value.literal : jsonTypeName(value);
  throw new UnusableSchema(`the ${what} of a type is ${shown}`);
}

function strings(value: JsonValue | undefined): string[] {
  const symbols: string[] = [];
  for (const item of Array.isArray(value) ? value : []) if (typeof item === "string") symbols.push(item);
  if (symbols.length === 0) throw new UnusableSchema("an enum has no symbols");
  return symbols;
}
