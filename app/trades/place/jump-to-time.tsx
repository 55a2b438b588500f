"use client";

import clsx from "clsx";
import { CalendarClock } from "lucide-react";
import { memo, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { JumpForm } from "@/app/trades/place/jump-form";
import { buttonClass } from "@/app/ui/button-class";
import { popoverClass } from "@/app/ui/popover";

/** Goes to a moment of the range; the table is read from there both ways. */
export const JumpToTime = memo(function JumpToTime() {
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton className={buttonClass("secondary", "sm")}>
        <CalendarClock aria-hidden size={14} />
        <span className="max-sm:sr-only">Jump to a time</span>
      </AriaButton>
      <Popover placement="bottom end" offset={4} className={clsx(popoverClass, "w-80 max-w-[94vw] p-3")}>
        <Dialog aria-label="Jump to a time" className="outline-none">
          <JumpForm onDone={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
});
