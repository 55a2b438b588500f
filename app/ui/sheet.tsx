"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { IconButton } from "@/app/ui/button";

export interface SheetProps {
  title: string;
  subtitle?: ReactNode;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  side?: "left" | "right";
  children: ReactNode;
}

/** A drawer from the side of the window: the details of what was opened, with the page still in sight. */
export function Sheet({ title, subtitle, isOpen, onOpenChange, side = "right", children }: SheetProps) {
  return (
    <ModalOverlay
      isDismissable
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      className="fixed inset-0 z-40 bg-scrim"
    >
      <Modal
        className={clsx(
          "fixed inset-y-0 flex w-[min(100vw-32px,var(--sheet-width,560px))] flex-col border-line bg-surface-1 shadow-pop",
          side === "right"
            ? "right-0 border-l entering:animate-[slide-in-right_var(--motion)_ease-out]"
            : "left-0 w-[min(80vw,280px)] border-r entering:animate-[slide-in-left_var(--motion)_ease-out]",
        )}
      >
        <AriaDialog className="flex min-h-0 grow flex-col outline-none">
          <header className="flex items-start gap-2 border-line border-b py-2 pr-2 pl-4">
            <div className="min-w-0 grow py-1">
              <Heading slot="title" className="truncate font-semibold text-16">
                {title}
              </Heading>
              {subtitle && <p className="text-12 text-text-3">{subtitle}</p>}
            </div>
            <IconButton label="Close" shortcut="Esc" slot="close">
              <X aria-hidden size={16} />
            </IconButton>
          </header>
          <div className="min-h-0 grow overflow-auto">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
