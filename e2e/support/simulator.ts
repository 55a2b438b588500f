import type { APIRequestContext } from "@playwright/test";
import type { FaultScript } from "@/dev/simulator/faults/schema";
import { loadEnv } from "@/runtime/env";

/** Where the demo's simulator is told what to do; undefined where the console was started in another way. */
export const controlUrl = loadEnv().K2_E2E_CONTROL_URL;

/** Sets what goes wrong on the wire. */
export async function setFaults(request: APIRequestContext, script: FaultScript | "demo"): Promise<void> {
  const answer = await request.post(`${controlUrl}/faults`, {
    // As text: a bare string would be sent without its quotes.
    data: JSON.stringify(script),
    headers: { "Content-Type": "application/json" },
  });
  if (!answer.ok()) throw new Error(`the simulator answered ${answer.status()}: ${await answer.text()}`);
}
