import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";
import { NAV_COOKIE } from "@/app/shell/nav-cookie";
import { Providers } from "@/app/shell/providers";
import { Shell } from "@/app/shell/shell";
import { tracesOffer } from "@/server/tracing/traces-offer";

export const metadata: Metadata = {
  title: { default: "K2 Console", template: "%s · K2 Console" },
  description: "Every trade is accounted for.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4f6f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0a0d12" },
  ],
};

/** The frame of all pages. Reading the request makes each of them dynamic, which the nonce needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [requestHeaders, requestCookies] = await Promise.all([headers(), cookies()]);
  const nonce = requestHeaders.get("x-nonce") ?? undefined;
  await prefetch((client) => [client.prefetchQuery(trpc.shell.status.queryOptions({}))]);
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <meta property="csp-nonce" nonce={nonce} />
      </head>
      <body>
        <Providers nonce={nonce} renderedAt={Date.now() * 1_000} traces={tracesOffer()}>
          <Hydrate>
            <Shell narrowAtFirst={requestCookies.get(NAV_COOKIE)?.value === "narrow"}>{children}</Shell>
          </Hydrate>
        </Providers>
      </body>
    </html>
  );
}
