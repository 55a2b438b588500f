"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { Letter } from "@/app/dead-letters/letter/letter-type";
import { groupThousands } from "@/app/lib/format/decimal";
import { useHref } from "@/app/lib/url/use-global-params";
import { Badge } from "@/app/ui/badge";
import { CopyButton } from "@/app/ui/copy-button";
import { Panel } from "@/app/ui/panel";
import { AbsoluteTime } from "@/app/ui/relative-time";

const REPORTER = {
  ingest: "our own ingest",
  connect: "Kafka Connect",
  spring: "Spring Kafka",
  k2: "K2's consumer",
  unknown: "an unknown consumer",
} as const;

/** Where a letter came from, what it is, and what it explains. */
export function FactsPanel({ found: { letter, key, headers, gap } }: { found: Letter }) {
  const href = useHref();
  return (
    <Panel title="Origin" flush>
      <dl className="text-13">
        <Fact name="Topic" copy={letter.topic}>
          <code className="break-all">{letter.topic}</code>
        </Fact>
        <Fact name="Partition · offset">
          {letter.partition === null ? (
            "the report does not name it"
          ) : (
            <span className="mono">
              {letter.partition} · {letter.sourceOffset?.toString() ?? "?"}
            </span>
          )}
        </Fact>
        <Fact name="Reported by">
          {REPORTER[letter.reporter]}
          {letter.dlqTopic !== null && (
            <span className="block break-all text-12 text-text-3">
              read from{" "}
              <code>
                {letter.dlqTopic}/{letter.dlqPartition} at {letter.dlqOffset?.toString()}
              </code>
            </span>
          )}
        </Fact>
        <Fact name="Market">
          {letter.symbol === null ? (
            <span className="text-text-3">could not be read</span>
          ) : (
            `${letter.exchange} ${letter.market ?? ""} ${letter.symbol}`
          )}
        </Fact>
        <Fact name="Number">
          {letter.sequence === null ? (
            <span className="text-text-3">could not be read</span>
          ) : (
            <span className="mono">{letter.sequence.toString()}</span>
          )}
        </Fact>
        <Fact name="Explains">
          {gap === null ? (
            <span className="text-text-3">no gap</span>
          ) : (
            <Link
              href={href("/gaps", {
                instrument: String(gap.instrumentId),
                states: gap.state,
                gap: gap.id.toString(),
              })}
              className="text-accent underline"
            >
              {gap.isMissing ? "gap" : "the former gap"} {groupThousands(gap.fromSequence)} to{" "}
              {groupThousands(gap.toSequence)}
            </Link>
          )}
          {gap !== null && (
            <Badge tone={gap.isMissing ? "warn" : "ok"} className="ml-1.5">
              {gap.isMissing ? "missing" : "there now"}
            </Badge>
          )}
        </Fact>
        <Fact name="Set aside">
          <AbsoluteTime micros={letter.createdAt} className="mono" />
        </Fact>
        {letter.recordTime !== null && (
          <Fact name="Record's own time">
            <AbsoluteTime micros={letter.recordTime} precision="milli" className="mono" />
          </Fact>
        )}
        <Fact name="Stage, decoder">
          {letter.stage}, {letter.decoder}
        </Fact>
        <Fact name="Build">{letter.build}</Fact>
        <Fact name="Published">
          {letter.publishedAt === null ? (
            "not yet"
          ) : letter.reporter === "ingest" ? (
            <AbsoluteTime micros={letter.publishedAt} className="mono" />
          ) : (
            "by its reporter"
          )}
        </Fact>
        <Fact name="Key" copy={key ?? undefined}>
          {key === null ? (
            <span className="text-text-3">none</span>
          ) : (
            <code className="break-all">{key}</code>
          )}
        </Fact>
        {letter.note !== null && <Fact name="Note">{letter.note}</Fact>}
        <Fact name="Headers">
          {headers.length === 0 ? (
            <span className="text-text-3">none</span>
          ) : (
            <ul className="flex flex-col gap-1">
              {headers.map(({ name, value }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, in an order that stays
                <li key={`${name} ${index}`} className="min-w-0 text-12">
                  <code className="text-text-3">{name}</code>{" "}
                  <code className="break-all">{value ?? "no value"}</code>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </dl>
    </Panel>
  );
}

function Fact({ name, copy, children }: { name: string; copy?: string | undefined; children: ReactNode }) {
  return (
    <div className="grid min-h-9 grid-cols-[120px_minmax(0,1fr)] items-center gap-2 border-line border-t px-4 py-1.5">
      <dt className="text-text-3">{name}</dt>
      <dd className="flex min-w-0 items-center gap-2">
        <div className="min-w-0 grow">{children}</div>
        {copy !== undefined && <CopyButton value={copy} label={`Copy the ${name.toLowerCase()}`} />}
      </dd>
    </div>
  );
}
