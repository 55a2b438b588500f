"use client";

import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components/Tabs";

export interface TabItem<Id extends string> {
  id: Id;
  label: ReactNode;
  content: ReactNode;
}

export interface TabsProps<Id extends string> {
  label: string;
  items: readonly TabItem<Id>[];
  selected: Id;
  onChange: (id: Id) => void;
}

/** Views of one thing. Which one is open belongs in the URL, so it is controlled. */
export function Tabs<Id extends string>({ label, items, selected, onChange }: TabsProps<Id>) {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => {
        const item = items.find((candidate) => candidate.id === key);
        if (item) onChange(item.id);
      }}
      className="flex min-h-0 flex-col"
    >
      <TabList aria-label={label} className="flex gap-1 border-line border-b px-2">
        {items.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            className="-mb-px flex h-9 items-center gap-2 border-transparent border-b-2 px-2 text-13 text-text-2 hovered:text-text-1 selected:border-accent selected:font-medium selected:text-text-1"
          >
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="min-h-0 grow">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
