import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import { reconcileAlerts } from "@/db/queries/alerts/reconcile-alerts";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import type { Finding } from "@/domain/alert/types";
import { createLog } from "@/runtime/log";
import { sendNotifications } from "./send-notifications";
import { watchAlerts } from "./watch-alerts";
import { signature } from "./webhook";

const log = createLog("test", "silent");
const SECRET = "a secret of sixteen";
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
});
beforeEach(() => database.sql`truncate alerts cascade`);
afterAll(() => database.drop());

const stale: Finding = {
  kind: "feed-stale",
  subject: "kraken",
  severity: "warning",
  message: "kraken is silent",
  evidence: { silentSeconds: 9 },
};
const reconcile = (findings: Finding[], graceMs = 0) =>
  reconcileAlerts(database.sql, findings, { notify: true, graceMs });
const outbox = () => database.sql`
  select event, payload->>'subject' as subject from alert_notifications order by id`;

it("opens an alert once, refreshes it while it lasts, and closes it when it is over", async () => {
  expect((await reconcile([stale])).opened).toMatchObject([{ subject: "kraken" }]);
  const worse: Finding = { ...stale, severity: "critical", message: "still silent" };
  await database.sql`update alerts set acknowledged_at = now(), acknowledged_by = 'someone'`;
  expect(await reconcile([worse])).toEqual({ opened: [], closed: [] });
  const rows = await database.sql`select severity, message, acknowledged_at from alerts`;
  expect(rows).toEqual([{ severity: "critical", message: "still silent", acknowledged_at: null }]);
  expect((await reconcile([], 60_000)).closed).toEqual([]);
  expect((await reconcile([])).closed).toMatchObject([{ subject: "kraken" }]);
  expect(await outbox()).toEqual([
    { event: "opened", subject: "kraken" },
    { event: "resolved", subject: "kraken" },
  ]);
});

it("is one alert however many judge at once", async () => {
  await Promise.all(Array.from({ length: 4 }, () => reconcile([stale])));
  expect(await database.sql`select count(*)::int as n from alerts`).toEqual([{ n: 1 }]);
  expect(await outbox()).toHaveLength(1);
});

it("stays silenced when it comes back, and tells nobody", async () => {
  await reconcile([stale]);
  await database.sql`update alerts set silenced_until = now() + interval '1 hour', silence_reason = 'known'`;
  await reconcile([]);
  await reconcile([stale]);
  const [row] = await database.sql<{ silence_reason: string }[]>`
    select silence_reason from alerts where closed_at is null`;
  expect(row?.silence_reason).toBe("known");
  expect(await outbox()).toEqual([{ event: "opened", subject: "kraken" }]);
});

it("leaves alone what another part of the product opened", async () => {
  await database.sql`
    insert into alerts (kind, subject, severity, message, last_seen_at)
    values ('of-somebody-else', 'x', 'info', 'x', now() - interval '1 hour')`;
  expect((await reconcile([])).closed).toEqual([]);
});

it("finds in the database what the rules judge by", async () => {
  const { sql } = database;
  await sql`insert into feed_connections (exchange, worker_id, state, last_message_at)
    values ('binance', 'w', 'open', now() - interval '20 minutes')`;
  await sql`insert into worker_heartbeats (worker_id, roles, host, pid, build, started_at, beat_at)
    values ('gone', '{ingest}', 'h', 1, 'b', now() - interval '1 hour', now() - interval '1 minute')`;
  await sql`insert into partition_positions (topic, partition, first_offset, next_offset, consumed, decoded, halted_at)
    values ('t', 0, 0, 5, 5, 4, now())`;
  await sql`insert into lag_samples select now() - g * interval '5 seconds', 't', 0, 0, 1000 - 50 * g, 5
    from generate_series(0, 9) g`;
  await sql`insert into kafka_state (asked_at, away_since, error) values (now(), now() - interval '9 s', 'refused')`;
  await watchAlerts(sql, { expectedFeeds: [], notify: false, log });
  const found = await sql<{ kind: string; evidence: Record<string, unknown> }[]>`
    select kind, evidence from alerts order by kind`;
  expect(found.map((one) => one.kind)).toEqual([
    "feed-stale",
    "kafka-away",
    "ledger-imbalance",
    "partition-halted",
    "worker-lost",
  ]);
  expect(found.find((one) => one.kind === "partition-halted")?.evidence).toMatchObject({ nextUnread: 995 });
});

it("misses a feed that never connected, and one that no worker serves, until they deliver", async () => {
  const { sql } = database;
  await sql`truncate feed_connections, worker_heartbeats, partition_positions, lag_samples, kafka_state cascade`;
  await sql`insert into worker_heartbeats (worker_id, roles, host, pid, build, started_at, beat_at)
    values ('w', '{feed}', 'h', 1, 'b', now() - interval '31 s', now())`;
  await sql`insert into feed_connections (exchange, worker_id, state, reason)
    values ('binance', 'w', 'waiting', 'connect-failed: HTTP 451')`;
  const options = { expectedFeeds: ["binance", "kraken"], notify: false, log };
  await watchAlerts(sql, options);
  const firing = () => sql<{ kind: string; subject: string; message: string }[]>`
    select kind, subject, message from alerts where closed_at is null order by subject`;
  expect(await firing()).toMatchObject([
    { kind: "feed-stale", subject: "binance", message: expect.stringContaining("HTTP 451") },
    { kind: "feed-stale", subject: "kraken", message: expect.stringContaining("K2_KRAKEN_WS_URL") },
  ]);
  await sql`update feed_connections set state = 'open', reason = null, connected_at = now(), last_message_at = now()`;
  await sql`insert into feed_connections (exchange, worker_id, state, last_message_at) values ('kraken', 'w', 'open', now())`;
  await sql`update alerts set last_seen_at = now() - interval '10 s'`;
  await watchAlerts(sql, options);
  expect(await firing()).toEqual([]);
});

it("tells the webhook with a signature, and again until it answers", async () => {
  const seen: { body: string; delivery: unknown; signature: unknown }[] = [];
  let status = 500;
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      seen.push({
        body,
        delivery: request.headers["k2-delivery"],
        signature: request.headers["k2-signature"],
      });
      response.writeHead(status, { location: "http://127.0.0.1:9/" }).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const webhook = { url: `http://127.0.0.1:${port}/hook`, secret: SECRET };
  const { sql } = database;
  try {
    await reconcile([stale]);
    expect(await sendNotifications(sql, webhook, log)).toEqual({ sent: 0, failed: 1 });
    // Not before its time.
    expect(await sendNotifications(sql, webhook, log)).toEqual({ sent: 0, failed: 0 });
    for (status of [302, 204]) {
      await sql`update alert_notifications set next_at = now()`;
      expect((await sendNotifications(sql, webhook, log)).sent).toBe(status === 204 ? 1 : 0);
    }
    await sql`update alert_notifications set next_at = now()`;
    expect(await sendNotifications(sql, webhook, log)).toEqual({ sent: 0, failed: 0 });
  } finally {
    server.close();
  }
  expect(seen).toHaveLength(3);
  expect(new Set(seen.map((one) => one.delivery)).size).toBe(1);
  const last = seen.at(-1);
  expect(JSON.parse(last?.body ?? "")).toMatchObject({
    event: "opened",
    kind: "feed-stale",
    subject: "kraken",
  });
  const seconds = Number(/^t=(\d+),/.exec(String(last?.signature))?.[1]);
  expect(last?.signature).toBe(signature(SECRET, last?.body ?? "", seconds));
});
