"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { MarkedText } from "@/app/dead-letters/letter/marked-text";
import { groupThousands } from "@/app/lib/format/decimal";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Badge } from "@/app/ui/badge";
import { Button } from "@/app/ui/button";
import { CopyButton } from "@/app/ui/copy-button";
import { Panel } from "@/app/ui/panel";
import { SkeletonRows } from "@/app/ui/skeleton";

export type Frame = ApiOutput["trades"]["frame"];
type Found = Extract<Frame, { kind: "found" }>;

const VERDICT = {
  same: { tone: "ok", text: "Read again by this build, it gives exactly the stored row." },
  differs: { tone: "bad", text: "Read again by this build, it gives another trade than the stored row." },
  unread: {
    tone: "neutral",
    text: "By itself it cannot be read again: its schema, or what came before it, is needed.",
  },
} as const;

/** The record as it came, fetched from Kafka again when somebody wants it. */
export function FramePanel({ query, onAsk }: { query: UseQueryResult<Frame, unknown>; onAsk: () => void }) {
  const frame = query.data;
  return (
    <Panel
      title="Raw frame"
      subtitle="The record that this trade was read from, as Kafka holds it"
      actions={
        frame?.kind === "found" &&
        frame.payload.text !== null && <CopyButton value={frame.payload.text} label="Copy the frame" />
      }
      flush
    >
      <div aria-live="polite">
        {query.isFetching ? (
          <>
            <p className="sr-only">Fetching the record from Kafka</p>
            <SkeletonRows rows={5} columns={2} />
          </>
        ) : frame?.kind === "found" ? (
          <FoundFrame frame={frame} />
        ) : (
          <div className="flex flex-col items-start gap-3 px-4 pb-4 text-13 text-text-2">
            <p data-testid="frame-state">{wordsOf(frame, query.error)}</p>
            {frame?.kind !== "gone" && (
              <Button icon={<Download aria-hidden size={14} />} onPress={onAsk}>
                {frame === undefined && query.error === null ? "Fetch it from Kafka" : "Try again"}
              </Button>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}

function wordsOf(frame: Exclude<Frame, Found> | undefined, error: unknown): string {
  if (error !== null) return errorFacts(error).message;
  if (frame === undefined)
    return "Rows keep where they came from, not the bytes. The record is read from Kafka by its topic, partition and offset.";
  if (frame.kind === "gone")
    return `Kafka no longer keeps it: the partition's records now begin at offset ${groupThousands(frame.lowOffset)}. The row stays as it was stored.`;
  return frame.reason;
}

function FoundFrame({ frame }: { frame: Found }) {
  const verdict = VERDICT[frame.verdict];
  return (
    <>
      <div
        className="flex flex-wrap items-center gap-2 px-4 pb-2 text-12 text-text-2"
        data-testid="frame-verdict"
      >
        <Badge tone={verdict.tone}>
          {frame.verdict === "same" ? "the same" : frame.verdict === "differs" ? "differs" : "not read again"}
        </Badge>
        {verdict.text}
        {frame.trades > 1 && ` It holds ${groupThousands(frame.trades)} trades.`}
      </div>
      {frame.payload.text === null ? (
        <p className="px-4 pb-4 text-13 text-text-2">
          {frame.payload.isMasked
            ? "This value is hidden from your role: its fields cannot be told apart."
            : `Its value is no text: ${groupThousands(frame.payload.bytes)} bytes${frame.payload.schemaId === null ? "" : `, Confluent Avro of schema ${frame.payload.schemaId}`}.`}
        </p>
      ) : (
        <MarkedText payload={frame.payload} path={null} />
      )}
      <dl className="grid grid-cols-[100px_minmax(0,1fr)] gap-x-2 gap-y-1 border-line border-t px-4 py-3 text-12">
        <dt className="text-text-3">Key</dt>
        <dd>
          <code className="break-all">{frame.key ?? "none"}</code>
        </dd>
        <dt className="text-text-3">Headers</dt>
        <dd>
          {frame.headers.length === 0 ? (
            "none"
          ) : (
            <ul>
              {frame.headers.map(({ name, value }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, in an order that stays
                <li key={`${name} ${index}`}>
                  <code className="text-text-3">{name}</code>{" "}
                  <code className="break-all">{value ?? "no value"}</code>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
    </>
  );
}
