"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { Button } from "react-aria-components/Button";
import { shortPath } from "@/app/dead-letters/short-path";
import { groupThousands } from "@/app/lib/format/decimal";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useHref } from "@/app/lib/url/use-global-params";
import { buttonClass } from "@/app/ui/button-class";
import { ExactNumber } from "@/app/ui/exact-number";
import { RelativeTime } from "@/app/ui/relative-time";
import { Sparkline } from "@/app/ui/sparkline";

type Group = ApiOutput["deadLetters"]["groups"][number];

interface GroupLineProps {
  group: Group;
  isChosen: boolean;
  onPress: () => void;
}

/** One cause: how many, in a plain sentence what, since when, and the way to replay them all. */
export function GroupLine({ group, isChosen, onPress }: GroupLineProps) {
  const href = useHref();
  const { code, count, instruments, areInstrumentsMore, hours, resolved, replaying } = group;
  const touched = `${instruments}${areInstrumentsMore ? " or more" : ""} ${instruments === 1 ? "instrument" : "instruments"}`;
  return (
    <li
      className={clsx(
        "flex flex-col items-stretch gap-x-3 border-line border-t pr-4 hover:bg-surface-2 md:flex-row md:items-center",
        isChosen && "bg-accent-soft",
      )}
    >
      <Button
        aria-pressed={isChosen}
        onPress={onPress}
        className="grid min-w-0 grow grid-cols-[64px_minmax(0,1fr)] items-center gap-x-3 py-2.5 pl-4 text-left focus-visible:-outline-offset-2"
      >
        <ExactNumber value={count} className="font-semibold text-16" />
        <span className="min-w-0">
          <span className="flex flex-wrap items-center gap-x-1.5 text-13">
            {isChosen && <Check aria-hidden size={14} className="text-accent" />}
            <code className="font-medium">{code}</code>
            <span className="text-12 text-text-3">
              {group.decoder} · {group.stage} · {touched} · build {group.build}
            </span>
          </span>
          <span className="block truncate text-13 text-text-2" title={group.message}>
            {group.path !== null && (
              <code className="mr-1.5 text-text-3" title={group.path}>
                {shortPath(group.path)}
              </code>
            )}
            {group.message}
          </span>
        </span>
      </Button>
      <span className="ml-[92px] flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 pb-2.5 md:ml-0 md:pb-0">
        <Sparkline
          values={hours}
          label={`Letters an hour over the last ${hours.length} hours; ${groupThousands(hours.at(-1) ?? 0)} in this one`}
        />
        <span className="w-36 text-12 text-text-3">
          <span className="block">
            last <RelativeTime micros={group.lastAt} />
          </span>
          {resolved + replaying > 0n ? (
            <span>
              {groupThousands(resolved)} resolved
              {replaying > 0n && `, ${groupThousands(replaying)} under way`}
            </span>
          ) : (
            <span>
              first <RelativeTime micros={group.firstAt} />
            </span>
          )}
        </span>
        <Link
          href={href("/dead-letters/replay", { group: group.fingerprint })}
          className={buttonClass("secondary", "sm")}
          aria-label={`Replay ${groupThousands(count)} letters of ${code}`}
        >
          Replay…
        </Link>
      </span>
    </li>
  );
}
