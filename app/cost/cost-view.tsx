"use client";

import { useCallback, useMemo, useState } from "react";
import { BeyondMeasured } from "@/app/cost/beyond-measured";
import { CalibrateSheet } from "@/app/cost/calibrate/calibrate-sheet";
import { CostActions } from "@/app/cost/cost-actions";
import { CostResults } from "@/app/cost/cost-results";
import { InputsPanel } from "@/app/cost/inputs/inputs-panel";
import { LinkNotesPanel } from "@/app/cost/link-notes-panel";
import { PricesSheet } from "@/app/cost/prices/prices-sheet";
import { usePriced, usePricedPin } from "@/app/cost/scenario";
import { beyondMeasured } from "@/app/cost/state/beyond-measured";
import { useCostState } from "@/app/cost/state/use-cost-state";
import { useSettled } from "@/app/cost/use-settled";
import { PageHeader } from "@/app/ui/page-header";

const SETTLE_MS = 150;

/** What does it cost, and what would change it: inputs left, result right, priced in the browser while one drags. */
export function CostView({ today }: { today: string }) {
  const { state, dispatch, link, notes, dismissNotes } = useCostState();
  const [opened, setOpened] = useState<"calibrate" | "prices" | null>(null);
  const priced = usePriced(state.inputs, state.overrides, today);
  const pinned = usePricedPin(state.pinned, today);
  const beyond = useMemo(
    () => beyondMeasured(state, priced.estimate.intermediates.messagesPerSecond),
    [state, priced],
  );
  // Sweeps over hundreds of estimates come after the numbers that one drags for.
  const settled = useSettled(priced, SETTLE_MS);
  const close = useCallback(() => setOpened(null), []);
  const calibrate = useCallback(() => setOpened("calibrate"), []);
  return (
    <>
      <PageHeader
        title="Cost"
        question="What does it cost, and what would change it?"
        actions={
          <CostActions
            priced={priced}
            link={link}
            today={today}
            isPinned={pinned !== null}
            onPin={() => dispatch({ type: "pin" })}
            onPrices={() => setOpened("prices")}
          />
        }
      />
      <LinkNotesPanel notes={notes} onDismiss={dismissNotes} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(300px,360px)_minmax(0,1fr)]">
        <InputsPanel
          state={state}
          resolved={priced.estimate.scale.inputs}
          dispatch={dispatch}
          onCalibrate={calibrate}
        />
        {beyond !== null && !state.acknowledged ? (
          <BeyondMeasured warning={beyond} measured={state.measurements?.rate} dispatch={dispatch} />
        ) : (
          <CostResults
            state={state}
            dispatch={dispatch}
            priced={priced}
            settled={settled}
            pinned={pinned}
            beyond={beyond}
            today={today}
          />
        )}
      </div>
      <CalibrateSheet
        isOpen={opened === "calibrate"}
        onClose={close}
        inputs={state.inputs}
        dispatch={dispatch}
      />
      <PricesSheet
        isOpen={opened === "prices"}
        onOpenChange={(isOpen) => setOpened(isOpen ? "prices" : null)}
        priced={priced}
        overrides={state.overrides}
        today={today}
        dispatch={dispatch}
      />
    </>
  );
}
