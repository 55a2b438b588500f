import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { assignEnv } from "@/runtime/env";
import { TinyExchange } from "../testing/tiny-exchange";
import { tinyRun } from "../testing/tiny-run";
import { until } from "../testing/until";

const run = tinyRun();

test("a certificate nobody vouches for is refused, whatever the environment says", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "k2-tls-"));
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  const request = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout";
  execFileSync("openssl", [...request.split(" "), key, "-out", cert], { stdio: "ignore" });
  const secure = await TinyExchange.start({
    key: readFileSync(key, "utf8"),
    cert: readFileSync(cert, "utf8"),
  });
  const restore = assignEnv({ NODE_TLS_REJECT_UNAUTHORIZED: "0" });
  try {
    const harness = run.start({ url: secure.url });
    await until("the refusal", () => harness.feed.stats().reason !== null);
    expect(harness.feed.stats().reason).toMatch(/^connect-failed: .*(self-signed|self signed)/);
    expect(secure.clients).toHaveLength(0);
  } finally {
    restore();
    await secure.stop();
    rmSync(folder, { recursive: true });
  }
});
