"use client";

import { Link2, Pin, Tags } from "lucide-react";
import { toast } from "sonner";
import type { PricedScenario } from "@/app/cost/scenario";
import { ExportMenu } from "@/app/cost/share/export-menu";
import { Button } from "@/app/ui/button";

interface CostActionsProps {
  priced: PricedScenario;
  link: string;
  today: string;
  isPinned: boolean;
  onPin: () => void;
  onPrices: () => void;
}

/** What one does with a scenario as a whole. */
export function CostActions({ priced, link, today, isPinned, onPin, onPrices }: CostActionsProps) {
  const copy = () => {
    const { origin, pathname } = window.location;
    navigator.clipboard.writeText(`${origin}${pathname}?${link}`).then(
      () => toast.success("Copied: the link holds every input, your prices and the price version."),
      () => toast.error("The browser did not allow the copy: take the address from its bar, it is the same."),
    );
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon={<Pin aria-hidden size={14} />} onPress={onPin}>
        {isPinned ? "Pin anew as A" : "Pin as A"}
      </Button>
      <Button icon={<Tags aria-hidden size={14} />} onPress={onPrices}>
        Prices
      </Button>
      <Button icon={<Link2 aria-hidden size={14} />} onPress={copy}>
        Copy link
      </Button>
      <ExportMenu priced={priced} today={today} />
    </div>
  );
}
