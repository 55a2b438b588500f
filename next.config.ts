import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants.js";
import { SECURITY_HEADERS } from "./server/security/security-headers";

/** The web app's build. The policy with its nonce is made for each request in proxy.ts. */
export default function config(phase: string): NextConfig {
  return {
    poweredByHeader: false,
    reactStrictMode: true,
    devIndicators: false,
    // `npm run types` checks them, in a tenth of the time.
    typescript: { ignoreBuildErrors: true },
    // A body is bounded where it is read; this bounds what Next itself buffers for proxy.ts.
    experimental: { proxyClientMaxBodySize: "2mb" },
    serverExternalPackages: ["pino", "pino-pretty", "postgres", "prom-client"],
    compiler: { define: { K2_DEVELOPMENT: phase === PHASE_DEVELOPMENT_SERVER } },
    headers: async () => [
      {
        source: "/:path*",
        headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })),
      },
    ],
  };
}
