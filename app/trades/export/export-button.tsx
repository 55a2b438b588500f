"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { ExportForm } from "@/app/trades/export/export-form";
import type { ExportQuestion } from "@/app/trades/export/export-texts";
import { useExport } from "@/app/trades/export/use-export";
import { Button } from "@/app/ui/button";
import { Dialog } from "@/app/ui/dialog";

/** All trades that pass the filter as a file, or as something to paste. An export goes on while its dialog is closed. */
export function ExportButton({ question }: { question: ExportQuestion }) {
  const [isOpen, setOpen] = useState(false);
  const { state, ...acts } = useExport();
  const share =
    state.kind === "reading" && state.progress.rows !== null && state.total > 0
      ? ` ${Math.floor((100 * (state.before + state.progress.rows)) / state.total)} %`
      : "";
  const isBusy = state.kind === "asking" || state.kind === "reading";
  return (
    <>
      <Button size="sm" icon={<Download aria-hidden size={13} />} onPress={() => setOpen(true)}>
        {isBusy ? `Exporting${share}` : "Export"}
      </Button>
      <Dialog title="Export trades" size="lg" isOpen={isOpen} onOpenChange={setOpen}>
        <ExportForm question={question} state={state} {...acts} />
      </Dialog>
    </>
  );
}
