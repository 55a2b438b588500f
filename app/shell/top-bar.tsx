"use client";

import { Menu } from "lucide-react";
import { useState } from "react";
import { CommandPalette } from "@/app/shell/command-palette";
import { LedgerBadge } from "@/app/shell/ledger-badge";
import { LiveToggle } from "@/app/shell/live-toggle";
import { RangePicker } from "@/app/shell/range-picker";
import { Shortcuts } from "@/app/shell/shortcuts/shortcuts";
import { ThemeToggle } from "@/app/shell/theme-toggle";
import { useShellStatus } from "@/app/shell/use-shell-status";
import { Badge } from "@/app/ui/badge";
import { IconButton } from "@/app/ui/button";

/** What every page has above it. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
  const { data: status } = useShellStatus();
  const [showsKeys, setShowsKeys] = useState(false);
  return (
    <header className="sticky top-0 z-20 flex min-h-(--top-bar) flex-wrap items-center gap-2 border-line border-b bg-surface-0 px-4 py-2">
      <IconButton label="Open the navigation" className="md:hidden" onPress={onMenu}>
        <Menu aria-hidden size={18} />
      </IconButton>
      <LedgerBadge />
      {status && (
        <Badge className="max-lg:hidden">
          <span className="sr-only">Environment </span>
          {status.environment}
        </Badge>
      )}
      <div className="grow" />
      <div className="flex items-center gap-1 sm:order-last">
        <LiveToggle />
        <CommandPalette onShortcuts={() => setShowsKeys(true)} />
        <ThemeToggle />
      </div>
      <RangePicker />
      <Shortcuts isOpen={showsKeys} onOpenChange={setShowsKeys} />
    </header>
  );
}
