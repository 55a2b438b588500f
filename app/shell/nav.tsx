"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Focusable } from "react-aria-components/Focusable";
import { useHref } from "@/app/lib/url/use-global-params";
import { NAV_ITEMS, type NavItem } from "@/app/shell/nav-items";
import { useShellStatus } from "@/app/shell/use-shell-status";
import { Tooltip } from "@/app/ui/tooltip";

/** The pages, with what waits beside them. `narrow` shows icons only. */
export function Nav({ narrow = false, onNavigate }: { narrow?: boolean; onNavigate?: () => void }) {
  const pathname = usePathname();
  const href = useHref();
  const { data: status } = useShellStatus();
  return (
    <ul className="flex flex-col gap-0.5 p-2">
      {NAV_ITEMS.map((item) => {
        const isCurrent = item.path === "/" ? pathname === "/" : pathname.startsWith(item.path);
        const count = item.counter && status ? status.attention[item.counter] : 0;
        const link = (
          <NavLink
            item={item}
            href={href(item.path)}
            isCurrent={isCurrent}
            count={count}
            narrow={narrow}
            onNavigate={onNavigate}
          />
        );
        return <li key={item.path}>{link}</li>;
      })}
    </ul>
  );
}

interface NavLinkProps {
  item: NavItem;
  href: string;
  isCurrent: boolean;
  count: number;
  narrow: boolean;
  onNavigate: (() => void) | undefined;
}

function NavLink({ item, href, isCurrent, count, narrow, onNavigate }: NavLinkProps) {
  const Icon = item.icon;
  const link = (
    <Link
      href={href}
      onClick={onNavigate}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={narrow ? nameOf(item, count) : undefined}
      className={clsx(
        "relative flex h-9 items-center gap-3 rounded px-2.5 text-13 transition-colors duration-(--motion)",
        isCurrent
          ? "bg-accent-soft font-medium text-accent"
          : "text-text-2 hover:bg-surface-2 hover:text-text-1",
      )}
    >
      <Icon aria-hidden size={17} strokeWidth={1.9} className="shrink-0" />
      {!narrow && <span className="grow truncate">{item.label}</span>}
      {count > 0 && <Counter count={count} narrow={narrow} label={item.label} />}
    </Link>
  );
  if (!narrow) return link;
  return (
    <Tooltip content={nameOf(item, count)} placement="right">
      <Focusable>{link}</Focusable>
    </Tooltip>
  );
}

function Counter({ count, narrow, label }: { count: number; narrow: boolean; label: string }) {
  if (narrow) return <span aria-hidden className="absolute top-1 right-1 size-2 rounded-full bg-warn" />;
  return (
    <span className="rounded-full bg-warn-soft px-1.5 font-medium text-12 text-warn">
      {shown(count)}
      <span className="sr-only"> in {label} wait for a person</span>
    </span>
  );
}

function nameOf(item: NavItem, count: number): string {
  return count > 0 ? `${item.label}: ${shown(count)} waiting` : item.label;
}

/** The server counts up to a thousand. */
function shown(count: number): string {
  return count >= 1_000 ? "999+" : String(count);
}
