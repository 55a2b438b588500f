import { ALERT_KINDS, type Finding } from "@/domain/alert/types";
import { gauge } from "@/runtime/metrics";

const alertsFiring = gauge({
  name: "k2_alerts_firing",
  help: "Alerts that the console's own rules find now, by kind.",
  labels: ["kind"],
});

/** Every kind has its series, so that a rule on it can fire. */
export function setAlertGauges(findings: readonly Finding[]): void {
  for (const kind of ALERT_KINDS)
    alertsFiring.set({ kind }, findings.filter((one) => one.kind === kind).length);
}
