"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { ProgressBar } from "@/app/dead-letters/replay/progress-bar";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatDuration } from "@/app/lib/format/time";
import { bytesText } from "@/app/pipeline/span-text";
import type { ExportChoice } from "@/app/trades/export/export-texts";
import type { ExportState } from "@/app/trades/export/use-export";
import { Button } from "@/app/ui/button";

interface ExportOutcomeProps {
  state: ExportState;
  onCancel: () => void;
  onNext: (choice: ExportChoice) => void;
  onForget: () => void;
}

/** How far an export is, and what came of it. */
export function ExportOutcome({ state, onCancel, onNext, onForget }: ExportOutcomeProps) {
  switch (state.kind) {
    case "idle":
      return null;
    case "asking":
      return (
        <Line>
          <span className="text-text-2">The database counts the rows…</span>
          <Button size="sm" onPress={onCancel}>
            Cancel
          </Button>
        </Line>
      );
    case "reading":
      return <Reading state={state} onCancel={onCancel} />;
    case "refused":
      return (
        <Line role="alert">
          <Text icon="bad">{state.message}</Text>
        </Line>
      );
    case "saved": {
      const { head, rows, choice } = state;
      const { next } = head;
      return (
        <Line role="status">
          <Text icon="ok">
            {groupThousands(rows)} trades saved as <span className="mono break-all">{head.name}</span>.
            {next !== null && " More pass the filter: this file ends at the most that one may hold."}
          </Text>
          {next !== null && (
            <Button size="sm" onPress={() => onNext({ ...choice, after: next, header: true })}>
              Save the next file
            </Button>
          )}
        </Line>
      );
    }
    case "broken":
      return (
        <Line role="alert">
          <Text icon="bad">
            The connection broke off
            {state.rows === null
              ? ""
              : ` after ${groupThousands(state.rows)} of ${groupThousands(state.total)} trades`}
            . Nothing is lost:{" "}
            {state.goOn === null ? "save the file again." : "what came is kept, and goes on there."}
          </Text>
          {state.goOn !== null && (
            <Button size="sm" variant="primary" onPress={state.goOn}>
              Go on
            </Button>
          )}
          <Button size="sm" variant="ghost" onPress={onForget}>
            Dismiss
          </Button>
        </Line>
      );
  }
}

function Reading({
  state: { progress, before, total, beganAt },
  onCancel,
}: {
  state: Extract<ExportState, { kind: "reading" }>;
  onCancel: () => void;
}) {
  const { rows, bytes } = progress;
  const seconds = Math.max(0.001, (performance.now() - beganAt) / 1_000);
  const came = before + (rows ?? 0);
  const left = rows === null || rows === 0 ? null : ((total - came) * seconds) / rows;
  return (
    <div className="flex flex-col gap-2" data-testid="export-progress">
      <ProgressBar
        label="Saving"
        value={came}
        of={total}
        text={
          rows === null
            ? `${bytesText(BigInt(Math.round(bytes)))} of ${groupThousands(total)} trades`
            : `${groupThousands(came)} of ${groupThousands(total)} trades, ${bytesText(BigInt(Math.round(bytes)))}`
        }
      />
      <Line>
        <span className="text-12 text-text-3">
          {rows !== null && `${groupThousands(Math.round(rows / seconds))} trades a second`}
          {left !== null && left > 1 && `, ${formatDuration(Math.round(left) * 1_000_000)} to go`}
        </span>
        <Button size="sm" onPress={onCancel}>
          Cancel
        </Button>
      </Line>
    </div>
  );
}

function Line({ role, children }: { role?: "alert" | "status"; children: ReactNode }) {
  return (
    <div role={role} className="flex flex-wrap items-center justify-between gap-2">
      {children}
    </div>
  );
}

function Text({ icon, children }: { icon: "ok" | "bad"; children: ReactNode }) {
  const Icon = icon === "ok" ? CircleCheck : TriangleAlert;
  return (
    <span className="flex min-w-0 grow basis-60 items-start gap-2">
      <Icon aria-hidden size={15} className={`mt-0.5 shrink-0 ${icon === "ok" ? "text-ok" : "text-bad"}`} />
      <span>{children}</span>
    </span>
  );
}
