"use client";

import { ChevronRight } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Disclosure, DisclosurePanel } from "react-aria-components/Disclosure";
import { Heading } from "react-aria-components/Heading";
import { InputRow, type InputRowProps } from "@/app/cost/inputs/input-row";
import { Badge } from "@/app/ui/badge";

interface InputGroupProps {
  title: string;
  rows: readonly InputRowProps[];
  openAtFirst: boolean;
}

/** Inputs of one part of the platform. Closed, its header still tells what was set in it and what is wrong. */
export function InputGroup({ title, rows, openAtFirst }: InputGroupProps) {
  const touched = rows.filter(({ spec, value }) => value !== spec.fallback).length;
  const wrong = rows.filter(({ problem }) => problem !== null).length;
  return (
    <Disclosure defaultExpanded={openAtFirst} className="border-line border-t">
      {({ isExpanded }) => (
        <>
          <Heading level={3}>
            <Button
              slot="trigger"
              className="flex h-10 w-full items-center gap-2 px-4 text-left font-semibold text-13 hovered:bg-surface-2 focus-visible:-outline-offset-2"
            >
              <ChevronRight
                aria-hidden
                size={14}
                className={isExpanded ? "rotate-90 text-text-3" : "text-text-3"}
              />
              <span className="grow">{title}</span>
              {wrong > 0 && <Badge tone="bad">{wrong} to mend</Badge>}
              <span className="font-normal text-12 text-text-3">
                {touched > 0 ? `${touched} of ${rows.length} set` : rows.length}
                <span className="sr-only">{touched > 0 ? "" : " inputs"}</span>
              </span>
            </Button>
          </Heading>
          <DisclosurePanel>
            {rows.map((row) => (
              <InputRow key={row.spec.id} {...row} />
            ))}
          </DisclosurePanel>
        </>
      )}
    </Disclosure>
  );
}
