"use client";

import { ChevronsLeft, ChevronsRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useMounted } from "@/app/lib/use-mounted";
import { ConnectionNotice } from "@/app/shell/connection-notice";
import { Nav } from "@/app/shell/nav";
import { NAV_COOKIE } from "@/app/shell/nav-cookie";
import { TopBar } from "@/app/shell/top-bar";
import { Wordmark } from "@/app/shell/wordmark";
import { IconButton } from "@/app/ui/button";
import { Sheet } from "@/app/ui/sheet";

const YEAR_SECONDS = 31_536_000;

/** Navigation, top bar, notice and the page. */
export function Shell({ narrowAtFirst, children }: { narrowAtFirst: boolean; children: ReactNode }) {
  const [narrow, setNarrow] = useState(narrowAtFirst);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const toggle = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not there in Firefox and Safari of last year
    document.cookie = `${NAV_COOKIE}=${narrow ? "wide" : "narrow"}; path=/; max-age=${YEAR_SECONDS}; samesite=strict`;
    setNarrow(!narrow);
  };
  return (
    <div className="flex min-h-dvh" data-hydrated={useMounted()}>
      <a
        href="#page"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded bg-accent px-3 py-2 font-medium text-13 text-on-accent focus:translate-y-0"
      >
        Skip to the page
      </a>
      <nav
        aria-label="Pages"
        className="sticky top-0 flex h-dvh shrink-0 flex-col border-line border-r bg-surface-1 max-md:hidden"
        style={{ width: narrow ? "var(--nav-narrow)" : "var(--nav-wide)" }}
      >
        <div className="flex h-(--top-bar) items-center px-4">
          <Wordmark short={narrow} />
        </div>
        <div className="grow overflow-y-auto">
          <Nav narrow={narrow} />
        </div>
        <div className="p-2">
          <IconButton label={narrow ? "Widen the navigation" : "Narrow the navigation"} onPress={toggle}>
            {narrow ? <ChevronsRight aria-hidden size={16} /> : <ChevronsLeft aria-hidden size={16} />}
          </IconButton>
        </div>
      </nav>
      <Sheet title="Pages" side="left" isOpen={isMenuOpen} onOpenChange={setMenuOpen}>
        <Nav onNavigate={() => setMenuOpen(false)} />
      </Sheet>
      <div className="flex min-w-0 grow flex-col">
        <TopBar onMenu={() => setMenuOpen(true)} />
        <ConnectionNotice />
        <main
          id="page"
          tabIndex={-1}
          className="mx-auto flex w-full max-w-[1600px] grow flex-col gap-4 p-4 outline-none"
        >
          {children}
        </main>
      </div>
    </div>
  );
}
