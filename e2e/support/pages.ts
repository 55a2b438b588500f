/** Every page with the words of its first heading. */
export const PAGES = [
  { path: "/", heading: "Overview" },
  { path: "/trades", heading: "Trades" },
  { path: "/gaps", heading: "Gaps" },
  { path: "/dead-letters", heading: "Dead letters" },
  { path: "/pipeline", heading: "Pipeline" },
  { path: "/latency", heading: "Latency" },
  { path: "/cost", heading: "Cost" },
  { path: "/alerts", heading: "Alerts" },
  { path: "/audit", heading: "Audit" },
] as const;
