import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import "@/dev/testing/provided";
import { connect } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { createLog } from "@/runtime/log";
import { until } from "../ingest/testing/until";
import { DatabaseWatch } from "./database-watch";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ url: inject("databaseUrl"), socketDir: inject("databaseSocket") });
});
afterAll(() => database.drop());

/** A way to the database that can be cut. */
async function startGate(target: URL): Promise<{ url: string; cut(): void; mend(): void; stop(): void }> {
  let open = true;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    if (!open) return socket.destroy();
    const onward = net.connect(Number(target.port || 5432), target.hostname);
    for (const one of [socket, onward]) {
      sockets.add(one);
      one.on("error", () => undefined).on("close", () => sockets.delete(one));
    }
    socket.pipe(onward).pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    open = false;
    for (const one of sockets) one.destroy();
  };
  return {
    url: url.toString(),
    cut,
    mend: () => {
      open = true;
    },
    stop: () => {
      cut();
      server.close();
    },
  };
}

it("tells of a database that is away while it is, and writes it down once it is back", async () => {
  const events: unknown[] = [];
  const hook = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      events.push(JSON.parse(body).event);
      response.end();
    });
  });
  hook.listen(0, "127.0.0.1");
  await once(hook, "listening");
  const gate = await startGate(new URL(database.url));
  const sql = connect({ url: gate.url, max: 1, applicationName: "k2-test" });
  const watch = new DatabaseWatch({
    sql,
    log: createLog("test", "silent"),
    worker: "w",
    webhook: {
      url: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`,
      secret: "a secret of sixteen",
    },
  });
  // The watch's clock is the caller's: seconds pass without being waited for.
  const start = Date.UTC(2026, 0, 1) * 1_000;
  const at = (seconds: number) => start + seconds * 1_000_000;
  try {
    await watch.look(at(0));
    gate.cut();
    await watch.look(at(2));
    await watch.look(at(4));
    expect(events).toEqual([]);
    await watch.look(at(8));
    await watch.look(at(10));
    expect(events).toEqual(["opened"]);
    gate.mend();
    await until("the outage is written down", async () => {
      await watch.look(at(12));
      return (await database.sql`select from alerts`).length === 1;
    });
    await watch.look(at(14));
    expect(events).toEqual(["opened", "resolved"]);
    expect(
      await database.sql`
        select kind, evidence->'awaySeconds' as seconds, closed_at - opened_at = interval '10 s' as span from alerts`,
    ).toEqual([{ kind: "database-away", seconds: 10, span: true }]);
  } finally {
    await sql.end({ timeout: 1 });
    gate.stop();
    hook.close();
  }
});
