import { z } from "zod";

/** A setting that cannot be used: the message names the variable, its value, the limit and the remedy. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

const loopback = new Set(["127.0.0.1", "localhost", "::1"]);
const port = z.coerce.number().int().min(0).max(65535);
const rowCap = z.coerce.number().int().min(1).max(1_000_000_000);
const optionalUrl = z.url({ protocol: /^(https?|wss?)$/ }).optional();
const otlpUrl = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" }).optional();
const otlpProtocol = z
  .enum(["http/protobuf", "http/json"], {
    error:
      "must be http/protobuf or http/json: the console has no gRPC, and a collector takes HTTP on port 4318",
  })
  .optional();
const brokerList = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  )
  .refine((list) => list.length > 0 && list.every((broker) => /^[^:\s]+:\d{1,5}$/.test(broker)), {
    message: "must be host:port, several separated by commas, e.g. 127.0.0.1:9092",
  });

const schema = z
  .object({
    K2_DATA_DIR: z.string().min(1).default(".k2"),
    K2_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" }).optional(),
    /** a folder with the server's unix socket: COPY is several times faster over it than over TCP */
    K2_DATABASE_SOCKET: z.string().min(1).optional(),
    K2_KAFKA_BROKERS: brokerList.optional(),
    K2_SCHEMA_REGISTRY_URL: optionalUrl,
    /** after which a page's question is given up; the caller learns it in words */
    K2_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(8_000),
    K2_HOST: z
      .string()
      .default("127.0.0.1")
      .refine((host) => loopback.has(host), {
        message: "must be a loopback address (127.0.0.1, localhost, ::1): the console has no sign-in yet",
      }),
    K2_PORT: port.default(3000),
    /** where a worker serves /metrics, /healthz and /readyz, on K2_HOST; 0 takes a free port, which its heartbeat names */
    K2_METRICS_PORT: port.default(0),
    K2_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    K2_ENVIRONMENT: z.string().min(1).max(40).default("local"),
    K2_CONSUMER_GROUP: z.string().min(1).max(200).default("k2-console-ingest"),
    /** topics that ingest reads; a JavaScript regular expression over the whole name */
    K2_TOPIC_PATTERN: z
      .string()
      .default("^market\\.[a-z]+\\.(trades|aggtrades)\\.[a-z0-9-]+(\\.raw)?$")
      .refine((text) => isRegExp(text), { message: "must be a regular expression" }),
    /** dead-letter topics of others (and ours, whose own records are passed over); a regular expression */
    K2_DLQ_TOPIC_PATTERN: z
      .string()
      .default("(^|[._-])(dlq|DLQ|dlt|DLT)([._-]|$)")
      .refine((text) => isRegExp(text), { message: "must be a regular expression" }),
    /** JSON fields of payloads that only an administrator sees, by name, separated by commas */
    K2_MASK_FIELDS: z
      .string()
      .default("")
      .transform((text) => text.split(",").map((name) => name.trim().toLowerCase()))
      .transform((names) => names.filter((name) => name !== "")),
    K2_TOPIC_PARTITIONS: z.coerce.number().int().min(1).max(1000).default(12),
    /** seconds that exchange time must rise, while the number falls, to be a reset of the venue's numbers */
    K2_RESET_WINDOW_SECONDS: z.coerce.number().positive().default(3600),
    /** … and how far the number of a contiguous feed must fall to be one at once, while exchange time goes on */
    K2_RESET_JUMP: z.coerce.bigint().min(1n).default(10_000n),
    /** a partition halts after so many dead letters in a row … */
    K2_FLOOD_RUN_LENGTH: z.coerce.number().int().min(0).default(10_000),
    /** … or when so large a part of the last K2_FLOOD_WINDOW records could not be read; 0 turns a rule off */
    K2_FLOOD_RATIO: z.coerce.number().min(0).max(1).default(0),
    K2_FLOOD_WINDOW: z.coerce.number().int().min(10).default(10_000),
    K2_SESSION_TIMEOUT_MS: z.coerce.number().int().min(6000).max(1_800_000).default(10_000),
    K2_BATCH_RECORDS: z.coerce.number().int().min(1).max(100_000).default(10_000),
    /** days of trades that are kept, by exchange time; 0 keeps all. Candles and the ledger's counts stay in any case */
    K2_RETENTION_DAYS: z.coerce.number().int().min(0).max(36_500).default(0),
    /** hours after its end, by UTC, at which a day of trades is sorted by instrument; 0 sorts none */
    K2_SORT_AFTER_HOURS: z.coerce.number().int().min(0).max(876_000).default(6),
    /** days whose partitions are made ahead: exchanges' clocks may be ahead of ours */
    K2_PARTITION_DAYS_AHEAD: z.coerce.number().int().min(1).max(60).default(3),
    /** rows that a file of trades holds at most, by the role of who asks; the next file goes on after it */
    K2_EXPORT_ROWS_VIEWER: rowCap.default(100_000),
    K2_EXPORT_ROWS_OPERATOR: rowCap.default(1_000_000),
    K2_EXPORT_ROWS_ADMIN: rowCap.default(10_000_000),
    /** files of trades that are read at once; each has a database connection of its own */
    K2_EXPORTS_AT_ONCE: z.coerce.number().int().min(1).max(100).default(4),
    /** after which a reader who takes nothing is cut off, and may go on later */
    K2_EXPORT_STALL_SECONDS: z.coerce.number().int().min(1).max(86_400).default(120),
    /** a Postgres that has TimescaleDB loaded, for the tests that need one */
    K2_TIMESCALE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" }).optional(),
    /** where alerts are told (POST, signed with the secret); alerts stand in the console in any case */
    K2_ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    K2_ALERT_WEBHOOK_SECRET: z.string().min(16, { message: "must have 16 characters or more" }).optional(),
    K2_BINANCE_WS_URL: optionalUrl,
    K2_COINBASE_WS_URL: optionalUrl,
    K2_KRAKEN_WS_URL: optionalUrl,
    K2_BINANCE_REST_URL: optionalUrl,
    K2_COINBASE_REST_URL: optionalUrl,
    K2_KRAKEN_REST_URL: optionalUrl,
    K2_BINANCE_API_KEY: z.string().min(1).optional(),
    K2_CHROMIUM: z.string().min(1).optional(),
    /** where the browser tests find a started console */
    K2_E2E_URL: optionalUrl,
    /** whether they may stop the services of K2_DATA_DIR: only where those were started for them */
    K2_E2E_FAULTS: z.enum(["true", "false"]).default("false"),
    /** where they make the simulator misbehave */
    K2_E2E_CONTROL_URL: optionalUrl,
    K2_BUILD: z.string().min(1).max(80).optional(),
    // OpenTelemetry's own names: runtime/tracing says what follows from them. The rest of them its libraries read.
    OTEL_SDK_DISABLED: z.enum(["true", "false"]).default("false"),
    OTEL_TRACES_EXPORTER: z
      .enum(["otlp", "none"], { error: "must be otlp or none: the console has no other exporter" })
      .optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: otlpUrl,
    OTEL_EXPORTER_OTLP_PROTOCOL: otlpProtocol,
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: otlpProtocol,
    OTEL_SERVICE_NAME: z.string().min(1).max(200).optional(),
    OTEL_TRACES_SAMPLER: z
      .enum([
        "always_on",
        "always_off",
        "traceidratio",
        "parentbased_always_on",
        "parentbased_always_off",
        "parentbased_traceidratio",
      ])
      .optional(),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).optional(),
  })
  .superRefine((env, context) => {
    if (env.K2_ALERT_WEBHOOK_URL !== undefined && env.K2_ALERT_WEBHOOK_SECRET === undefined)
      context.addIssue({
        code: "custom",
        path: ["K2_ALERT_WEBHOOK_URL"],
        message: "needs K2_ALERT_WEBHOOK_SECRET too: notifications are signed",
      });
  });

export type Env = z.infer<typeof schema>;

function isRegExp(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads and checks every `K2_*` variable, and those of OpenTelemetry's that decide whether and where traces go.
 * @throws {EnvError} naming each variable that cannot be used, with its value and what it must be
 */
export function loadEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([name, value]) => /^(K2|OTEL)_/.test(name) && value !== ""),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name}=${JSON.stringify(given[name])}: ${issue.message}`;
  });
  throw new EnvError(`these environment variables cannot be used:\n  ${lines.join("\n  ")}`);
}

/** The environment for a child process: ours, with these values over it. */
export function childEnv(values: Record<string, string | undefined>): NodeJS.ProcessEnv {
  return { ...process.env, ...values };
}

/**
 * Gives this process these variables, as if it had been started with them; undefined takes one away.
 * @returns what puts them back as they were
 */
export function assignEnv(values: Record<string, string | undefined>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  const assign = (name: string, value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  for (const [name, value] of Object.entries(values)) assign(name, value);
  return () => {
    for (const [name, value] of before) assign(name, value);
  };
}
