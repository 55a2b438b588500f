"use client";

import { Download } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { PlanDialog } from "@/app/gaps/backfill/plan-dialog";
import { questionOf } from "@/app/gaps/filter";
import { gapsParams } from "@/app/gaps/params";
import { Button } from "@/app/ui/button";
import { buttonClass } from "@/app/ui/button-class";

/** What can be done with all gaps that pass the filter. */
export function LedgerActions({ shown }: { shown: number }) {
  const [params] = useQueryStates(gapsParams);
  const [isPlanning, setPlanning] = useState(false);
  if (shown === 0) return null;
  const question = questionOf(params);
  const { order: _order, ...filter } = question;
  const file = (format: string) =>
    `/api/export/gaps?format=${format}&filter=${encodeURIComponent(JSON.stringify(question))}`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {(["csv", "ndjson"] as const).map((format) => (
        <a key={format} href={file(format)} download className={buttonClass("ghost", "sm")}>
          <Download aria-hidden size={13} />
          {format.toUpperCase()}
        </a>
      ))}
      <Button variant="primary" size="sm" onPress={() => setPlanning(true)}>
        Backfill all that match…
      </Button>
      <PlanDialog
        selection={{ kind: "filter", filter }}
        isOpen={isPlanning}
        onClose={() => setPlanning(false)}
      />
    </div>
  );
}
