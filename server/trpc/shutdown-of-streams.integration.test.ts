import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createK2Client } from "@/client/create-k2-client";
import type { Sql } from "@/db/client";
import { handleTrpc } from "@/server/http/handle-trpc";
import { beginShutdown } from "@/server/shutdown";
import { serveApi } from "@/server/testing/serve-api";
import { createMarket } from "@/server/testing/store-trades";
import { createWebDatabase } from "@/server/testing/web-database";

let sql: Sql;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ sql, drop } = await createWebDatabase());
});
afterAll(() => drop());

it("has readers connect again when the process is told to end: their streams are not over", async () => {
  const { instrumentId } = await createMarket(sql, "BTCUSDT", 0);
  const server = await serveApi({ "/api/trpc": handleTrpc });
  const heard: string[] = [];
  const subscription = createK2Client({ url: server.url }).trades.tape.subscribe(
    { instrumentId },
    {
      onData: () => heard.push("data"),
      onConnectionStateChange: ({ state }) => heard.push(state),
      onStopped: () => heard.push("stopped"),
      onComplete: () => heard.push("completed"),
    },
  );
  try {
    await vi.waitFor(() => expect(heard).toEqual(["connecting", "pending", "data"]), 20_000);
    beginShutdown();
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(3), 20_000);
    expect(heard.slice(0, 4)).toEqual(["connecting", "pending", "data", "connecting"]);
  } finally {
    subscription.unsubscribe();
    await server.close();
  }
});
