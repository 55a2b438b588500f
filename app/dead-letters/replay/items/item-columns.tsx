"use client";

import { shortPath } from "@/app/dead-letters/short-path";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Badge } from "@/app/ui/badge";
import type { Column } from "@/app/ui/table/data-table";
import type { Tone } from "@/app/ui/tone";

export type Item = ApiOutput["replay"]["items"]["rows"][number];

const VERDICT: Record<NonNullable<Item["verdict"]>, { tone: Tone; word: string }> = {
  store: { tone: "ok", word: "Would store" },
  duplicate: { tone: "info", word: "Is there already" },
  ignored: { tone: "info", word: "No trade here" },
  fails: { tone: "warn", word: "Still fails" },
  unsendable: { tone: "bad", word: "Cannot be sent" },
};

const STATE: Record<Item["state"], { tone: Tone; word: string }> = {
  planned: { tone: "neutral", word: "Planned" },
  held: { tone: "neutral", word: "Waits" },
  sending: { tone: "accent", word: "Being sent" },
  sent: { tone: "accent", word: "Sent" },
  settled: { tone: "info", word: "Settled" },
  skipped: { tone: "neutral", word: "Left out" },
  cancelled: { tone: "neutral", word: "Not sent" },
};

const OUTCOME: Record<NonNullable<Item["outcome"]>, { tone: Tone; word: string }> = {
  stored: { tone: "ok", word: "Stored" },
  duplicate: { tone: "ok", word: "Was there already" },
  ignored: { tone: "info", word: "Carried no trade" },
  failed: { tone: "warn", word: "Failed again" },
};

export const ITEM_COLUMNS: readonly Column<Item>[] = [
  { id: "letter", header: "Letter", width: 90, cell: (row) => <code>{row.letterId.toString()}</code> },
  { id: "market", header: "Market", width: 120, cell: (row) => row.symbol ?? "" },
  {
    id: "verdict",
    header: "Proof",
    width: 160,
    cell: (row) =>
      row.verdict !== null && <Badge tone={VERDICT[row.verdict].tone}>{VERDICT[row.verdict].word}</Badge>,
  },
  {
    id: "outcome",
    header: "Became",
    width: 160,
    cell: (row) => {
      const { tone, word } = row.outcome === null ? STATE[row.state] : OUTCOME[row.outcome];
      return <Badge tone={tone}>{word}</Badge>;
    },
  },
  {
    id: "what",
    header: "What is known",
    cell: (row) => {
      const text = row.note ?? row.message;
      if (text !== null)
        return (
          <span title={text}>
            {row.note === null && row.path !== null && (
              <code className="mr-1.5 text-text-3" title={row.path}>
                {shortPath(row.path)}
              </code>
            )}
            {text}
          </span>
        );
      const parts = [
        row.stored > 0 && `${row.stored} ${row.stored === 1 ? "trade" : "trades"}`,
        row.filledGaps.length > 0 && `fills gap ${row.filledGaps.map((gap) => gap.toString()).join(", ")}`,
        row.isPatched && "patched",
      ].filter((part) => part !== false);
      return <span className="text-text-2">{parts.join(", ")}</span>;
    },
  },
];
