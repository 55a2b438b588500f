import { afterEach, expect, it } from "vitest";
import { loadEnv } from "../env";
import { createLog } from "../log";
import { currentTracing } from "./current-tracing";
import { startTracing } from "./start-tracing";
import { type OtlpReceiver, startOtlpReceiver } from "./testing/otlp-receiver";

const log = createLog("test", "silent");
let receiver: OtlpReceiver | undefined;
afterEach(async () => {
  await currentTracing()?.stop();
  await receiver?.close();
});

const start = (source: Record<string, string>) =>
  startTracing({ env: loadEnv(source), component: "worker", instance: "worker-7", log });

it("is off, and stays off, where nothing asks for it", async () => {
  expect(await start({ OTEL_SERVICE_NAME: "k2" })).toBeNull();
  expect(currentTracing()).toBeNull();
});

it("starts once a process, and its end sends what is left", async () => {
  receiver = await startOtlpReceiver();
  const source = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" };
  const [first, second] = [await start(source), await start(source)];
  expect(first).not.toBeNull();
  expect(second).toBe(first);
  first?.tracer.startSpan("one").end();
  await first?.stop();
  expect(currentTracing()).toBeNull();
  expect(receiver.requests.map(({ path }) => path)).toEqual(["/v1/traces"]);
  expect(receiver.spans).toMatchObject([
    {
      name: "one",
      resource: {
        "service.name": "k2-worker",
        "service.namespace": "k2-console",
        "service.instance.id": "worker-7",
        "deployment.environment.name": "local",
      },
    },
  ]);
});

it("sends protobuf unless told otherwise", async () => {
  receiver = await startOtlpReceiver();
  const tracing = await start({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${receiver.url}/spans` });
  const span = tracing?.tracer.startSpan("binary");
  span?.end();
  await tracing?.stop();
  expect(receiver.requests).toMatchObject([{ path: "/spans", contentType: "application/x-protobuf" }]);
  const body = receiver.requests[0]?.body;
  expect(body?.includes(Buffer.from(span?.spanContext().traceId ?? "", "hex"))).toBe(true);
  expect(body?.includes("binary")).toBe(true);
});

it("ends in time where the collector is away", async () => {
  const tracing = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" });
  tracing?.tracer.startSpan("nobody hears").end();
  await tracing?.stop();
  expect(currentTracing()).toBeNull();
});

it("tells no question that stands in an address", async () => {
  receiver = await startOtlpReceiver();
  const tracing = await start({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  });
  const attributes = { "http.target": "/api/trpc/gaps.page?input=secret", "http.method": "GET" };
  tracing?.tracer.startSpan("as Next makes it", { attributes }).end();
  await tracing?.stop();
  expect(receiver.spans).toMatchObject([
    { attributes: { "http.target": "/api/trpc/gaps.page", "http.method": "GET" } },
  ]);
});
