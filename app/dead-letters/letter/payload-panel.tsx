"use client";

import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { HexView } from "@/app/dead-letters/letter/hex-view";
import type { Letter } from "@/app/dead-letters/letter/letter-type";
import { MarkedText } from "@/app/dead-letters/letter/marked-text";
import { saveFile } from "@/app/dead-letters/letter/save-file";
import { useFetchBytes } from "@/app/dead-letters/letter/use-bytes";
import { groupThousands } from "@/app/lib/format/decimal";
import { Button } from "@/app/ui/button";
import { CopyButton } from "@/app/ui/copy-button";
import { Panel } from "@/app/ui/panel";
import { Tabs } from "@/app/ui/tabs";

const KIND = {
  json: "JSON",
  text: "text",
  avro: "Confluent Avro",
  binary: "binary",
  none: "no value",
} as const;

/** The letter's value: laid out with the failing path marked, as bytes, and what would be sent in its place. */
export function PayloadPanel({ found: { letter, payload, edited } }: { found: Letter }) {
  const fetchBytes = useFetchBytes();
  const [tab, setTab] = useState<"shown" | "edited" | "hex">(payload.text === null ? "hex" : "shown");
  const id = letter.id.toString();
  const save = useMutation({
    mutationFn: async () => saveFile(`letter-${id}.bin`, await fetchBytes(id)),
  });
  const items = [
    {
      id: "shown" as const,
      label: payload.kind === "json" ? "JSON" : "Text",
      content:
        payload.text === null ? (
          <p className="px-4 py-6 text-13 text-text-2">
            {payload.isMasked
              ? "This value is hidden from your role: its fields cannot be told apart."
              : payload.kind === "none"
                ? "The record has no value: a tombstone."
                : "This value is not text. Look at its bytes."}
          </p>
        ) : (
          <MarkedText payload={payload} path={letter.path} />
        ),
    },
    ...(edited !== null && edited.text !== null
      ? [
          {
            id: "edited" as const,
            label: "Edited",
            content: <MarkedText payload={edited} path={letter.path} />,
          },
        ]
      : []),
    { id: "hex" as const, label: "Bytes", content: <HexView id={id} isHidden={payload.isMasked} /> },
  ];
  return (
    <Panel
      title="Value"
      subtitle={`${KIND[payload.kind]}, ${groupThousands(payload.bytes)} bytes${payload.schemaId === null ? "" : `, schema ${payload.schemaId}`}${payload.isMasked ? "; some fields are hidden from your role" : ""}`}
      actions={
        <>
          {payload.text !== null && <CopyButton value={payload.text} label="Copy the value" />}
          {!payload.isMasked && payload.kind !== "none" && (
            <Button
              size="sm"
              icon={<Download aria-hidden size={13} />}
              isDisabled={save.isPending}
              onPress={() => save.mutate()}
            >
              Download the bytes
            </Button>
          )}
        </>
      }
      flush
    >
      <Tabs
        label="Forms of the value"
        selected={items.some((item) => item.id === tab) ? tab : "shown"}
        onChange={setTab}
        items={items}
      />
    </Panel>
  );
}
