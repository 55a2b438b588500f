import { collectProcessMetrics, registry } from "@/runtime/metrics";

export const dynamic = "force-dynamic";

/** The process's metrics in Prometheus's text format. */
export async function GET(): Promise<Response> {
  collectProcessMetrics();
  return new Response(await registry.metrics(), {
    headers: { "Content-Type": registry.contentType, "Cache-Control": "no-store" },
  });
}
