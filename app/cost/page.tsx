import { CircleDollarSign } from "lucide-react";
import type { Metadata } from "next";
import { Command, EmptyState } from "@/app/ui/empty-state";
import { PageHeader } from "@/app/ui/page-header";
import { Panel } from "@/app/ui/panel";

export const metadata: Metadata = { title: "Cost" };

export default function CostPage() {
  return (
    <>
      <PageHeader title="Cost" question="What does it cost, and what would change it?" />
      <Panel>
        <EmptyState icon={CircleDollarSign} title="The cost model has no page yet">
          It will show dollars a month and a million messages, line by line with the formula of each, and
          scenarios side by side. The same numbers are a command today:{" "}
          <Command>npm run cost -- --rate 1000000</Command>
        </EmptyState>
      </Panel>
    </>
  );
}
