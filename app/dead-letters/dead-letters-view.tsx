"use client";

import { useQueryStates } from "nuqs";
import { LetterGroups } from "@/app/dead-letters/groups/letter-groups";
import { HaltedBanner } from "@/app/dead-letters/halted/halted-banner";
import { LettersPanel } from "@/app/dead-letters/list/letters-panel";
import { PicksProvider } from "@/app/dead-letters/list/picks";
import { deadLettersParams } from "@/app/dead-letters/params";
import { ReplaysPanel } from "@/app/dead-letters/replays/replays-panel";
import { PageHeader } from "@/app/ui/page-header";
import { Tabs } from "@/app/ui/tabs";

/** What cannot be read, and is it mended? */
export function DeadLettersView() {
  const [{ group, view }, setParams] = useQueryStates(deadLettersParams, { history: "push" });
  return (
    <>
      <PageHeader title="Dead letters" question="What cannot be read, and is it mended?" />
      <HaltedBanner />
      <Tabs
        label="Dead letters"
        selected={view}
        onChange={(next) => void setParams({ view: next })}
        items={[
          {
            id: "letters",
            label: "Letters",
            content: (
              <PicksProvider>
                <div className="flex flex-col gap-4 pt-4">
                  <LetterGroups
                    chosen={group}
                    onChoose={(fingerprint) => void setParams({ group: fingerprint })}
                  />
                  <LettersPanel />
                </div>
              </PicksProvider>
            ),
          },
          { id: "replays", label: "Replays", content: <ReplaysPanel /> },
        ]}
      />
    </>
  );
}
