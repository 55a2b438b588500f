"use client";

import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Toaster } from "sonner";
import type { Micros } from "@/app/lib/format/time";
import { ServerClock } from "@/app/lib/live/server-clock";
import { ApiProvider } from "@/app/lib/trpc/react";

interface ProvidersProps {
  nonce: string | undefined;
  renderedAt: Micros;
  children: ReactNode;
}

/** What every component may count on: URL state, theme, API, clock, toasts. */
export function Providers({ nonce, renderedAt, children }: ProvidersProps) {
  return (
    <NuqsAdapter>
      <ThemeProvider attribute="data-theme" defaultTheme="system" disableTransitionOnChange nonce={nonce}>
        <I18nProvider locale="en-GB">
          <ApiProvider>
            <ServerClock renderedAt={renderedAt}>{children}</ServerClock>
          </ApiProvider>
        </I18nProvider>
        <Toaster position="bottom-right" toastOptions={{ className: "text-13" }} />
      </ThemeProvider>
    </NuqsAdapter>
  );
}
