"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import {
  Bookmark,
  Clock3,
  Keyboard,
  Link2,
  type LucideIcon,
  Pause,
  Search,
  Snowflake,
  SunMoon,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import { useTRPC } from "@/app/lib/trpc/react";
import { useGlobalParams, useHref } from "@/app/lib/url/use-global-params";
import { NAV_ITEMS } from "@/app/shell/nav-items";
import { paletteScore } from "@/app/shell/palette-score";
import { useLinkActions } from "@/app/shell/use-link-actions";
import { useViews } from "@/app/shell/views/use-views";
import { IconButton } from "@/app/ui/button";
import { Dialog } from "@/app/ui/dialog";

const MAX_INSTRUMENTS = 200;
const ITEM =
  "flex h-9 items-center gap-2.5 rounded-sm px-2.5 text-13 text-text-1 aria-selected:bg-surface-2 aria-selected:text-text-1";

/** Cmd-K: pages, instruments and actions, by typing. */
export function CommandPalette({ onShortcuts }: { onShortcuts: () => void }) {
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <IconButton label="Search pages, instruments, actions" shortcut="Ctrl K" onPress={() => setOpen(true)}>
        <Search aria-hidden size={16} />
      </IconButton>
      <Dialog title="Search" hideTitle isOpen={isOpen} onOpenChange={setOpen}>
        <Palette onDone={() => setOpen(false)} onShortcuts={onShortcuts} />
      </Dialog>
    </>
  );
}

function Palette({ onDone, onShortcuts }: { onDone: () => void; onShortcuts: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const href = useHref();
  const [{ live, tz }, setParams] = useGlobalParams();
  const { resolvedTheme, setTheme } = useTheme();
  const { data: instruments = [] } = useQuery(trpc.instruments.list.queryOptions({}));

  const run = (act: () => void) => () => {
    onDone();
    act();
  };
  const { copyLink, freezeAndCopyLink } = useLinkActions();
  const { views } = useViews();
  const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const otherZone = tz === "UTC" ? localZone : "UTC";
  return (
    <Command
      label="Search pages, instruments and actions"
      filter={paletteScore}
      className="flex max-h-[60dvh] flex-col"
    >
      <Command.Input
        autoFocus
        placeholder="Search pages, instruments, actions"
        className="h-12 shrink-0 border-line border-b bg-transparent px-4 text-16 text-text-1 outline-none placeholder:text-text-3"
      />
      <Command.List className="overflow-auto p-2">
        <Command.Empty className="px-2.5 py-6 text-13 text-text-3">Nothing matches.</Command.Empty>
        <Group heading="Pages">
          {NAV_ITEMS.map((item) => (
            <Item
              key={item.path}
              icon={item.icon}
              label={item.label}
              hint={item.question}
              onSelect={run(() => router.push(href(item.path)))}
            />
          ))}
        </Group>
        <Group heading="Actions">
          <Item
            icon={Pause}
            label={live ? "Pause live data" : "Resume live data"}
            onSelect={run(() => void setParams({ live: live ? false : null }))}
          />
          <Item
            icon={SunMoon}
            label={resolvedTheme === "dark" ? "Light theme" : "Dark theme"}
            onSelect={run(() => setTheme(resolvedTheme === "dark" ? "light" : "dark"))}
          />
          <Item icon={Link2} label="Copy a link to what I see" onSelect={run(copyLink)} />
          <Item
            icon={Snowflake}
            label="Freeze the range and copy the link"
            onSelect={run(() => freezeAndCopyLink())}
          />
          {otherZone !== tz && (
            <Item
              icon={Clock3}
              label={`Times in ${otherZone}`}
              onSelect={run(() => void setParams({ tz: otherZone }))}
            />
          )}
          <Item icon={Keyboard} label="Keyboard shortcuts" onSelect={run(onShortcuts)} />
        </Group>
        {views.length > 0 && (
          <Group heading="Views">
            {views.map(({ name, address }) => (
              <Item key={name} icon={Bookmark} label={name} onSelect={run(() => router.push(address))} />
            ))}
          </Group>
        )}
        {instruments.length > 0 && (
          <Group heading="Instruments">
            {instruments.slice(0, MAX_INSTRUMENTS).map((one) => (
              <Item
                key={one.id}
                label={one.symbol}
                hint={`${one.exchange} ${one.market}`}
                keywords={[one.exchange, one.market, one.canonicalSymbol]}
                onSelect={run(() => router.push(href("/trades", { instrument: String(one.id) })))}
              />
            ))}
          </Group>
        )}
      </Command.List>
    </Command>
  );
}

function Group({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="pb-2 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-text-3"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  icon?: LucideIcon;
  label: string;
  hint?: string;
  keywords?: string[];
  onSelect: () => void;
}

function Item({ icon: Icon, label, hint, keywords, onSelect }: ItemProps) {
  return (
    <Command.Item
      value={hint ? `${label} ${hint}` : label}
      keywords={keywords}
      onSelect={onSelect}
      className={ITEM}
    >
      {Icon && <Icon aria-hidden size={15} className="text-text-3" />}
      <span>{label}</span>
      {hint && <span className="truncate text-12 text-text-3">{hint}</span>}
    </Command.Item>
  );
}
