import { checkReadiness } from "@/server/services/health/check-readiness";

export const dynamic = "force-dynamic";

/** Whether the process can do its work: 200, or 503 with the reason. */
export async function GET(): Promise<Response> {
  const readiness = await checkReadiness();
  return Response.json(readiness, {
    status: readiness.ready ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}
