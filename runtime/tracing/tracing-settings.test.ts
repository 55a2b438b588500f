import { expect, it } from "vitest";
import { loadEnv } from "../env";
import { tracingSettings } from "./tracing-settings";

const settings = (source: Record<string, string>) => tracingSettings(loadEnv(source));

it("makes no traces unless something asks for them", () => {
  expect(settings({})).toBeNull();
  expect(settings({ OTEL_SERVICE_NAME: "k2", OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" })).toBeNull();
  expect(settings({ OTEL_EXPORTER_OTLP_ENDPOINT: "" })).toBeNull();
});

it("can be turned off where an endpoint is set for everything on a machine", () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" };
  expect(settings({ ...endpoint, OTEL_TRACES_EXPORTER: "none" })).toBeNull();
  expect(settings({ ...endpoint, OTEL_SDK_DISABLED: "true" })).toBeNull();
});

it.each<[Record<string, string>, string]>([
  [{ OTEL_TRACES_EXPORTER: "otlp" }, "http://localhost:4318/v1/traces"],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" }, "http://collector:4318/v1/traces"],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "https://c.example/otlp/" }, "https://c.example/otlp/v1/traces"],
  // The variable of one signal is the whole address.
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://c:9/spans" }, "http://c:9/spans"],
])("%j goes to %s", (source, url) => {
  expect(settings(source)).toEqual({ url, protocol: "http/protobuf", serviceName: null });
});

it("takes the protocol of traces before that of all signals", () => {
  const both = {
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/json",
  };
  expect(settings(both)?.protocol).toBe("http/json");
});
