import { describe, expect, it } from "vitest";
import { assignEnv, EnvError, loadEnv } from "./env";

describe("loadEnv", () => {
  it("has a default for everything", () => {
    expect(loadEnv({})).toMatchObject({ K2_HOST: "127.0.0.1", K2_TOPIC_PARTITIONS: 12 });
  });
  it("treats an empty variable as not set", () => {
    expect(loadEnv({ K2_DATABASE_URL: "" }).K2_DATABASE_URL).toBeUndefined();
  });
  it("reads a list of brokers", () => {
    expect(loadEnv({ K2_KAFKA_BROKERS: "a:9092, b:9093" }).K2_KAFKA_BROKERS).toEqual(["a:9092", "b:9093"]);
  });
  it.each([
    ["K2_HOST", "0.0.0.0", "loopback"],
    ["K2_KAFKA_BROKERS", "nowhere", "host:port"],
    ["K2_DATABASE_URL", "mysql://x/y", "postgres://"],
    ["K2_PORT", "99999", "65535"],
    ["K2_TOPIC_PATTERN", "(", "regular expression"],
    ["OTEL_TRACES_EXPORTER", "jaeger", "otlp or none"],
    ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "4318"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317", "http://"],
  ])("refuses %s=%s, naming variable, value and remedy", (name, value, remedy) => {
    const attempt = () => loadEnv({ [name]: value });
    expect(attempt).toThrow(EnvError);
    expect(attempt).toThrow(name);
    expect(attempt).toThrow(JSON.stringify(value));
    expect(attempt).toThrow(remedy);
  });
  it("names every wrong variable at once", () => {
    expect(() => loadEnv({ K2_PORT: "x", K2_HOST: "10.0.0.1" })).toThrow(
      /K2_HOST[\s\S]*K2_PORT|K2_PORT[\s\S]*K2_HOST/,
    );
  });
});

describe("assignEnv", () => {
  it("lasts until it is put back", () => {
    const before = loadEnv().K2_CONSUMER_GROUP;
    const putBack = assignEnv({ K2_CONSUMER_GROUP: "another", K2_BUILD: undefined });
    expect(loadEnv()).toMatchObject({ K2_CONSUMER_GROUP: "another" });
    putBack();
    expect(loadEnv().K2_CONSUMER_GROUP).toBe(before);
  });
});
