"use client";

import { type Dispatch, useMemo, useState } from "react";
import { BenchField } from "@/app/cost/calibrate/bench-field";
import { MeasuredList } from "@/app/cost/calibrate/measured-list";
import type { CostAction } from "@/app/cost/state/cost-state";
import { groupThousands } from "@/app/lib/format/decimal";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Button } from "@/app/ui/button";
import { ChipGroup } from "@/app/ui/chips";
import { calibrate } from "@/domain/cost/calibration/calibrate";
import type { Measurement } from "@/domain/cost/calibration/measurement";
import type { CostInputs } from "@/domain/cost/inputs/cost-inputs";
import { resolveScale } from "@/domain/cost/inputs/resolve-scale";

interface CalibrateFormProps {
  calibration: ApiOutput["cost"]["calibration"];
  inputs: CostInputs;
  dispatch: Dispatch<CostAction>;
  onClose: () => void;
}

/** What was measured, which rate to price it at, and the one button that takes it. */
export function CalibrateForm({ calibration, inputs, dispatch, onClose }: CalibrateFormProps) {
  const { sources, unmeasured } = calibration;
  const [perCore, setPerCore] = useState<Measurement | null>(null);
  const [rate, setRate] = useState<"measured" | "keep">("measured");
  const [isGuess, setGuess] = useState(false);
  const measurements = useMemo(
    () => (perCore === null ? calibration.measurements : { ...calibration.measurements, perCore }),
    [calibration, perCore],
  );
  const found = useMemo(
    () => calibrate(inputs, measurements, { rate, acknowledged: isGuess }),
    [inputs, measurements, rate, isGuess],
  );
  const count = Object.keys(measurements).length;
  const refusal = found.ok ? null : found;
  const asksForGuess = refusal?.reason === "extrapolation" || isGuess;
  return (
    <div className="flex flex-col">
      <div className="flex flex-col gap-2 px-4 py-3 text-13">
        <ChipGroup
          label="Which rate to price"
          mode="single"
          required
          chips={[
            { value: "measured", label: "As it runs" },
            {
              value: "keep",
              label: `At this scenario's ${groupThousands(resolveScale(inputs).inputs.rate)} messages/s`,
            },
          ]}
          selected={[rate]}
          onChange={([chosen]) => {
            setRate(chosen ?? "measured");
            setGuess(false);
          }}
        />
        <div aria-live="polite" className="flex flex-col gap-2">
          {refusal?.problems.map(({ input, message }) => (
            <p key={input} className="text-bad">
              {message}
            </p>
          ))}
          {asksForGuess && (
            <label className="flex items-center gap-2">
              <input
                type="checkbox"
                checked={isGuess}
                onChange={(event) => setGuess(event.currentTarget.checked)}
                className="size-4 accent-accent"
              />
              I read the result as a guess
            </label>
          )}
        </div>
        <div className="flex justify-end">
          <Button
            variant="primary"
            isDisabled={!found.ok || count === 0}
            onPress={() => {
              if (!found.ok) return;
              dispatch({ type: "calibrate", inputs: found.inputs, measurements, acknowledged: isGuess });
              onClose();
            }}
          >
            {count === 0 ? "Nothing was measured yet" : `Take ${count} measured figures`}
          </Button>
        </div>
      </div>
      <MeasuredList measurements={measurements} sources={sources} unmeasured={unmeasured} />
      <div className="border-line border-t px-4 py-3">
        <BenchField onRead={(report) => setPerCore(report.ok ? report.perCore : null)} />
      </div>
    </div>
  );
}
