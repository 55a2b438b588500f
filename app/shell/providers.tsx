"use client";

import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { CSSProperties, ReactNode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Toaster } from "sonner";
import type { Micros } from "@/app/lib/format/time";
import { ServerClock } from "@/app/lib/live/server-clock";
import { ApiProvider } from "@/app/lib/trpc/react";
import type { TracesOffer } from "@/server/tracing/traces-offer";

/** sonner's own names for its colours, filled from our tokens. */
const TOAST_COLOURS: CSSProperties & Record<`--${string}`, string> = {
  "--normal-bg": "var(--surface-1)",
  "--normal-border": "var(--line)",
  "--normal-text": "var(--text-1)",
  "--border-radius": "var(--radius)",
  fontFamily: "var(--font-sans)",
};

interface ProvidersProps {
  nonce: string | undefined;
  renderedAt: Micros;
  traces: TracesOffer | null;
  children: ReactNode;
}

/** What every component may count on: URL state, theme, API, clock, toasts. */
export function Providers({ nonce, renderedAt, traces, children }: ProvidersProps) {
  return (
    <NuqsAdapter>
      <ThemeProvider attribute="data-theme" defaultTheme="system" disableTransitionOnChange nonce={nonce}>
        <I18nProvider locale="en-GB">
          <ApiProvider traces={traces}>
            <ServerClock renderedAt={renderedAt}>{children}</ServerClock>
          </ApiProvider>
        </I18nProvider>
        <Toaster position="bottom-right" style={TOAST_COLOURS} />
      </ThemeProvider>
    </NuqsAdapter>
  );
}
