"use client";

import { Download } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { toast } from "sonner";
import type { PricedScenario } from "@/app/cost/scenario";
import { download } from "@/app/cost/share/download";
import { EXPORTS, exported, exportName } from "@/app/cost/share/export-formats";
import { buttonClass } from "@/app/ui/button-class";
import { optionClass, popoverClass } from "@/app/ui/popover";

/** The estimate as a file. */
export function ExportMenu({ priced, today }: { priced: PricedScenario; today: string }) {
  return (
    <MenuTrigger>
      <Button className={buttonClass("secondary", "md")}>
        <Download aria-hidden size={14} />
        Export
      </Button>
      <Popover className={popoverClass} placement="bottom end" offset={4}>
        <Menu
          aria-label="Export as"
          className="outline-none"
          onAction={(key) => {
            const format = EXPORTS.find(({ id }) => id === key);
            if (format === undefined) return;
            const name = exportName(format.id, priced, today);
            download(name, format.type, exported(format.id, priced, today));
            toast.success(`Saved as ${name}.`);
          }}
        >
          {EXPORTS.map(({ id, label, hint }) => (
            <MenuItem key={id} id={id} textValue={label} className={optionClass}>
              <span className="flex flex-col">
                {label}
                <span className="text-12 text-text-3">{hint}</span>
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
