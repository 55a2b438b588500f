import { setInterval } from "node:timers";
import { exportTrades } from "@/server/http/export-trades";
import { serveApi } from "@/server/testing/serve-api";

/** The export in a process of its own, so that its memory is seen by itself. Tells its address, then its peak on request. */
const EVERY_MS = 50;

let peak = process.memoryUsage.rss();
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, EVERY_MS);

const server = await serveApi({ "/api/export/trades": exportTrades });
process.send?.({ url: server.url });
process.on("message", () => {
  process.send?.({ peak });
  peak = process.memoryUsage.rss();
});
process.once("disconnect", () => process.exit(0));
