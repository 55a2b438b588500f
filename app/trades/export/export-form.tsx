"use client";

import { useQuery } from "@tanstack/react-query";
import { Terminal, Workflow } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/app/lib/trpc/react";
import { ExportOutcome } from "@/app/trades/export/export-outcome";
import { ExportPlan } from "@/app/trades/export/export-plan";
import { callText, curlText, type ExportQuestion, filePath } from "@/app/trades/export/export-texts";
import type { useExport } from "@/app/trades/export/use-export";
import { Button } from "@/app/ui/button";
import { buttonClass } from "@/app/ui/button-class";
import { ChipGroup } from "@/app/ui/chips";
import { TRADE_FILE_COLUMNS, type TradeFileColumn, type TradeFileFormat } from "@/domain/trade/file-columns";

type ExportFormProps = ReturnType<typeof useExport> & { question: ExportQuestion };

const FORMATS: readonly { value: TradeFileFormat; label: string; hint: string }[] = [
  {
    value: "csv",
    label: "CSV",
    hint: "For spreadsheets and scripts: RFC 4180, exact, and no cell is a formula.",
  },
  {
    value: "ndjson",
    label: "NDJSON",
    hint: "For programs: one JSON object a line, decimals and long ids as text.",
  },
  {
    value: "parquet",
    label: "Parquet",
    hint: "For analysis: typed columns, prices as exact decimals of 38 digits.",
  },
];

/** The column groups that one chooses by name. */
const SETS = {
  all: [],
  market: ["time", "tradeId", "exchange", "symbol", "side", "price", "quantity", "quality"],
} as const;

/** What to save and how; what it will hold; how far it is; and the same to paste. */
export function ExportForm({ question, state, start, cancel, forget }: ExportFormProps) {
  const trpc = useTRPC();
  const [format, setFormat] = useState<TradeFileFormat>("csv");
  const [columns, setColumns] = useState<readonly TradeFileColumn[]>(SETS.all);
  const plan = useQuery(
    trpc.trades.exportPlan.queryOptions(question, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }),
  );
  // A relative range moves on; two files, or a file and its rest, must mean the same trades.
  const fixed = plan.data === undefined ? question : { ...question, range: plan.data.range };
  const choice = { format, question: fixed, columns };
  const name = `${plan.data?.name ?? "trades"}.${format}`;
  const copy = (what: string, text: string) =>
    navigator.clipboard.writeText(text).then(
      () => toast.success(`${what} copied.`),
      () => toast.error("The browser does not let this page write to the clipboard."),
    );
  const isBusy = state.kind === "asking" || state.kind === "reading";
  return (
    <div className="flex flex-col gap-4 p-4 text-13">
      <div className="flex flex-col gap-1.5">
        <ChipGroup
          label="Format"
          mode="single"
          required
          chips={FORMATS}
          selected={[format]}
          onChange={([chosen]) => chosen && setFormat(chosen)}
        />
        <p className="text-12 text-text-3">{FORMATS.find((one) => one.value === format)?.hint}</p>
      </div>
      <ColumnChoice columns={columns} onChange={setColumns} />
      <ExportPlan plan={plan} format={format} columns={columns.length || TRADE_FILE_COLUMNS.length} />
      <ExportOutcome state={state} onCancel={cancel} onNext={start} onForget={forget} />
      <div className="flex flex-wrap items-center justify-between gap-2 border-line border-t pt-3">
        <div className="flex flex-wrap gap-2">
          <Button
            variant="ghost"
            size="sm"
            icon={<Terminal aria-hidden size={13} />}
            onPress={() => void copy("cURL command", curlText(window.location.origin, choice, name))}
          >
            Copy as cURL
          </Button>
          <Button
            variant="ghost"
            size="sm"
            icon={<Workflow aria-hidden size={13} />}
            onPress={() => void copy("tRPC call", callText(window.location.origin, fixed))}
          >
            Copy as tRPC call
          </Button>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <a href={filePath(choice)} download={name} className={buttonClass("ghost", "sm")}>
            Leave it to the browser
          </a>
          <Button
            variant="primary"
            isDisabled={isBusy || (plan.data?.estimate.exact && plan.data.estimate.count === 0n)}
            onPress={() => start(choice)}
          >
            Save the file
          </Button>
        </div>
      </div>
    </div>
  );
}

interface ColumnChoiceProps {
  /** none = all */
  columns: readonly TradeFileColumn[];
  onChange: (columns: readonly TradeFileColumn[]) => void;
}

function ColumnChoice({ columns, onChange }: ColumnChoiceProps) {
  const [isOpen, setOpen] = useState(false);
  const chosen = columns.length > 0 ? columns : TRADE_FILE_COLUMNS;
  // In the file's own order, whatever the order of choosing; all of them are the same as none.
  const choose = (names: readonly string[]) => {
    const kept = TRADE_FILE_COLUMNS.filter((name) => names.includes(name));
    onChange(kept.length === TRADE_FILE_COLUMNS.length ? SETS.all : kept);
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-text-2">
          {chosen.length === TRADE_FILE_COLUMNS.length
            ? `All ${chosen.length} columns`
            : `${chosen.length} of ${TRADE_FILE_COLUMNS.length} columns`}
        </span>
        <Button size="sm" variant="ghost" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? "Done" : "Choose…"}
        </Button>
        {isOpen && (
          <>
            <Button size="sm" variant="ghost" onPress={() => onChange(SETS.all)}>
              All
            </Button>
            <Button size="sm" variant="ghost" onPress={() => choose(SETS.market)}>
              The market alone
            </Button>
          </>
        )}
      </div>
      {isOpen && (
        <ChipGroup
          label="Columns"
          mode="multiple"
          chips={TRADE_FILE_COLUMNS.map((name) => ({ value: name, label: name }))}
          selected={chosen}
          onChange={(names) => names.length > 0 && choose(names)}
        />
      )}
    </div>
  );
}
