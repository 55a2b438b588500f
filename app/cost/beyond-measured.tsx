"use client";

import { Telescope } from "lucide-react";
import type { Dispatch } from "react";
import type { CostAction } from "@/app/cost/state/cost-state";
import { groupThousands } from "@/app/lib/format/decimal";
import { Button } from "@/app/ui/button";
import { EmptyState } from "@/app/ui/empty-state";
import { Panel } from "@/app/ui/panel";
import type { Measurement } from "@/domain/cost/calibration/measurement";
import type { CostWarning } from "@/domain/cost/estimate/warning";

interface BeyondMeasuredProps {
  warning: CostWarning;
  measured: Measurement | undefined;
  dispatch: Dispatch<CostAction>;
}

/** In place of a total that would look measured and is not: the reader decides what it is to be. */
export function BeyondMeasured({ warning, measured, dispatch }: BeyondMeasuredProps) {
  return (
    <Panel>
      <div role="alert">
        <EmptyState
          icon={Telescope}
          title="Too far from what was measured"
          actions={
            <>
              {measured && (
                <Button
                  variant="primary"
                  onPress={() => dispatch({ type: "set", input: "rate", value: measured.value })}
                >
                  Back to {groupThousands(measured.value)} messages/s
                </Button>
              )}
              <Button onPress={() => dispatch({ type: "acknowledge" })}>Show it as a guess</Button>
              <Button onPress={() => dispatch({ type: "forget" })}>Treat the measured as assumed</Button>
            </>
          }
        >
          {warning.message}
        </EmptyState>
      </div>
    </Panel>
  );
}
