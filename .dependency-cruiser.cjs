/** The room rules of docs/architecture.md: app → server → db → domain, workers → db → domain. */
const rooms = [
  "app",
  "server",
  "domain",
  "db",
  "workers",
  "runtime",
  "client",
  "examples",
  "dev",
  "bench",
  "e2e",
];
const may = {
  app: ["server", "domain", "runtime"],
  server: ["db", "domain", "runtime"],
  domain: [],
  db: ["domain", "runtime"],
  workers: ["db", "domain", "runtime"],
  runtime: [],
  client: ["server"],
  examples: ["client"],
};
const roomRules = Object.entries(may).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `${room} may import only itself${allowed.length ? ` and ${allowed.join(", ")}` : ""}`,
  severity: "error",
  from: { path: `^${room}/`, pathNot: "\\.test\\.tsx?$|/testing/" },
  to: { path: `^(${rooms.filter((r) => r !== room && !allowed.includes(r)).join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: "kafka-stays-in-its-room",
      comment: "only workers/kafka (and dev tools that stand outside the product) may import kafkajs",
      severity: "error",
      from: { path: "^(app|server|domain|db|runtime|workers)/", pathNot: "^workers/kafka/" },
      to: { path: "node_modules/kafkajs" },
    },
    {
      name: "no-sql-in-app",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "node_modules/(postgres|drizzle-orm)" },
    },
    {
      name: "client-takes-types-only",
      comment: "a program that uses the client must not load the server",
      severity: "error",
      from: { path: "^client/", pathNot: "\\.test\\.ts$" },
      to: { path: "^server/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "domain-is-pure",
      comment: "no I/O in the domain",
      severity: "error",
      from: { path: "^domain/", pathNot: "\\.test\\.ts$|/testing/" },
      to: {
        path: "^(fs|net|http|https|child_process|worker_threads|node:fs|node:net|node:http|node:child_process)",
      },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "not-to-test",
      severity: "error",
      from: { pathNot: "\\.test\\.tsx?$" },
      to: { path: "\\.test\\.tsx?$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
