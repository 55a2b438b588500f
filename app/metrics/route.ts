import { loadEnv } from "@/runtime/env";
import { collectProcessMetrics, labelProcess, registry } from "@/runtime/metrics";

export const dynamic = "force-dynamic";

/** The process's metrics in Prometheus's text format. */
export async function GET(): Promise<Response> {
  collectProcessMetrics();
  labelProcess("web", loadEnv().K2_ENVIRONMENT);
  return new Response(await registry.metrics(), {
    headers: { "Content-Type": registry.contentType, "Cache-Control": "no-store" },
  });
}
