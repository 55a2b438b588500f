"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Check } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { ExactNumber } from "@/app/ui/exact-number";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { RelativeTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";

type Group = ApiOutput["deadLetters"]["groups"][number];

interface DeadLetterGroupsProps {
  chosen: string | null;
  onChoose: (fingerprint: string | null) => void;
}

/** Letters that wait, by their cause. A press narrows the list below to one group. */
export function DeadLetterGroups({ chosen, onChoose }: DeadLetterGroupsProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.deadLetters.groups.queryOptions({}, useLiveOptions(4_000)));
  if (query.data?.length === 0 || (query.error !== null && query.data === undefined)) return null;
  return (
    <Panel title="By cause" subtitle="Waiting letters with the same reason, the most first" flush>
      <QueryView query={query} loading={<SkeletonRows rows={3} columns={3} />}>
        {(groups) => (
          <ul>
            {groups.map((group) => (
              <GroupLine
                key={group.fingerprint}
                group={group}
                isChosen={group.fingerprint === chosen}
                onPress={() => onChoose(group.fingerprint === chosen ? null : group.fingerprint)}
              />
            ))}
          </ul>
        )}
      </QueryView>
    </Panel>
  );
}

function GroupLine({ group, isChosen, onPress }: { group: Group; isChosen: boolean; onPress: () => void }) {
  return (
    <li className="border-line border-t">
      <Button
        aria-pressed={isChosen}
        onPress={onPress}
        className={clsx(
          "grid w-full grid-cols-[auto_1fr] items-center gap-x-4 gap-y-0.5 px-4 py-2.5 text-left hovered:bg-surface-2 focus-visible:-outline-offset-2 sm:grid-cols-[64px_1fr_auto]",
          isChosen && "bg-accent-soft",
        )}
      >
        <ExactNumber value={group.count} className="font-semibold text-16" />
        <span className="min-w-0">
          <span className="flex items-center gap-1.5 text-13">
            {isChosen && <Check aria-hidden size={14} className="text-accent" />}
            <code className="font-medium">{group.code}</code>
            <span className="text-text-3">
              {group.decoder} · {group.stage}
            </span>
          </span>
          <span className="block truncate text-13 text-text-2">{group.message}</span>
        </span>
        <span className="col-start-2 text-12 text-text-3 sm:col-start-3 sm:text-right">
          <span className="block">
            last <RelativeTime micros={group.lastAt} />
          </span>
          first <RelativeTime micros={group.firstAt} />
        </span>
      </Button>
    </li>
  );
}
