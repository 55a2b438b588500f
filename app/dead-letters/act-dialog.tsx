"use client";

import { type ReactNode, useState } from "react";
import { isReason, ReasonField } from "@/app/dead-letters/reason-field";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { Button } from "@/app/ui/button";
import { Dialog } from "@/app/ui/dialog";

interface ActDialogProps {
  title: string;
  /** exactly what it will do */
  children: ReactNode;
  /** the word on the button */
  act: string;
  isDanger?: boolean;
  isOpen: boolean;
  onClose: () => void;
  isPending: boolean;
  error: unknown;
  onAct: (reason: string) => void;
}

/** Asks for the reason of an act that is written down, and says exactly what the act does. */
export function ActDialog(props: ActDialogProps) {
  return (
    <Dialog
      title={props.title}
      isOpen={props.isOpen}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <ActForm {...props} />
    </Dialog>
  );
}

function ActForm({ children, act, isDanger = false, onClose, isPending, error, onAct }: ActDialogProps) {
  const [reason, setReason] = useState("");
  return (
    <form
      className="flex flex-col gap-4 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReason(reason)) onAct(reason);
      }}
    >
      <div className="flex flex-col gap-2 text-13 text-text-2">{children}</div>
      <ReasonField value={reason} onChange={setReason} autoFocus />
      {error !== null && error !== undefined && (
        <p role="alert" className="text-13 text-bad">
          {errorFacts(error).message}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onPress={onClose}>
          Leave it
        </Button>
        <Button
          type="submit"
          variant={isDanger ? "danger" : "primary"}
          isDisabled={!isReason(reason) || isPending}
        >
          {act}
        </Button>
      </div>
    </form>
  );
}
