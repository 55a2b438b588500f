"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { IconButton } from "@/app/ui/button";

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  /** what it will do, said exactly; the buttons come last in `children` */
  children: ReactNode;
  /** where the title would only repeat what is seen, it stays for screen readers */
  hideTitle?: boolean;
  size?: "sm" | "md" | "lg";
}

const SIZE = { sm: "max-w-(--container-sm)", md: "max-w-(--container-md)", lg: "max-w-(--container-lg)" };

/** A modal dialog: focus stays inside, Escape and a press outside close it, focus returns. */
export function Dialog({
  title,
  isOpen,
  onOpenChange,
  children,
  hideTitle = false,
  size = "md",
}: DialogProps) {
  return (
    <ModalOverlay
      isDismissable
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      className="fixed inset-0 z-40 flex items-start justify-center bg-scrim p-4 pt-[12dvh]"
    >
      <Modal
        className={`w-full ${SIZE[size]} overflow-hidden rounded border border-line bg-surface-1 shadow-pop entering:animate-[pop-in_var(--motion)_ease-out]`}
      >
        <AriaDialog className="flex max-h-[76dvh] flex-col outline-none">
          <div
            className={hideTitle ? "sr-only" : "flex items-center gap-2 border-line border-b py-2 pr-2 pl-4"}
          >
            <Heading slot="title" className="grow font-semibold text-16">
              {title}
            </Heading>
            {!hideTitle && (
              <IconButton label="Close" shortcut="Esc" slot="close">
                <X aria-hidden size={16} />
              </IconButton>
            )}
          </div>
          <div className="min-h-0 grow overflow-auto">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
