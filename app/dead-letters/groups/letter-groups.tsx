"use client";

import { useQuery } from "@tanstack/react-query";
import { GroupLine } from "@/app/dead-letters/groups/group-line";
import { useTRPC } from "@/app/lib/trpc/react";
import { useLiveOptions } from "@/app/lib/url/use-global-params";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";

interface LetterGroupsProps {
  chosen: string | null;
  onChoose: (fingerprint: string | null) => void;
}

/** Letters that wait, by their cause. A press narrows the list below to one of them. */
export function LetterGroups({ chosen, onChoose }: LetterGroupsProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.deadLetters.groups.queryOptions({}, useLiveOptions(3_000)));
  if (query.data?.length === 0 || (query.error !== null && query.data === undefined)) return null;
  return (
    <Panel title="By cause" subtitle="Letters that wait for the same reason, the most first" flush>
      <QueryView query={query} loading={<SkeletonRows rows={3} columns={3} />}>
        {(groups) => (
          <ul className="max-h-[44dvh] overflow-auto">
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
