"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { DiffView } from "@/app/dead-letters/editor/diff-view";
import { LazyJsonEditor } from "@/app/dead-letters/editor/lazy-json-editor";
import { PreviewLine } from "@/app/dead-letters/editor/preview-line";
import { isReason, ReasonField } from "@/app/dead-letters/reason-field";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { useTRPC } from "@/app/lib/trpc/react";
import { Button } from "@/app/ui/button";
import { Sheet } from "@/app/ui/sheet";

/** so long after the last key the value is tried */
const PAUSE_MS = 250;

interface EditDialogProps {
  id: string;
  /** the letter's own value, laid out */
  original: string;
  /** what would be sent now: the original, or an earlier edit */
  current: string;
  onClose: () => void;
}

/** Changes what a replay sends in place of the letter's value: tried as one types, kept with a reason. */
export function EditDialog({ id, original, current, onClose }: EditDialogProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [text, setText] = useState(current);
  const [reason, setReason] = useState("");
  const preview = useMutation(trpc.deadLetters.previewEdit.mutationOptions());
  const save = useMutation(
    trpc.deadLetters.saveEdit.mutationOptions({
      onSuccess: async () => {
        toast.success("Kept: a replay sends this value");
        onClose();
        await client.invalidateQueries(trpc.deadLetters.pathFilter());
      },
    }),
  );
  const { mutate: tryOut } = preview;
  useEffect(() => {
    const timer = setTimeout(() => tryOut({ id, text }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [id, text, tryOut]);

  return (
    <Sheet
      title={`Edit the value of letter ${id}`}
      subtitle="The original is kept; a replay sends this in its place, with the same key, to the same partition"
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <form
        className="flex flex-col gap-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReason(reason) && text !== current) save.mutate({ id, text, reason });
        }}
      >
        <LazyJsonEditor label="The value to send" value={text} onChange={setText} />
        {preview.data !== undefined && <PreviewLine verdict={preview.data} />}
        <div className="flex flex-col gap-1">
          <h3 className="font-medium text-12 text-text-2">Against the original</h3>
          <DiffView before={original} after={text} label="Changes against the original" />
        </div>
        <ReasonField value={reason} onChange={setReason} />
        {save.error !== null && (
          <p role="alert" className="text-13 text-bad">
            {errorFacts(save.error).message}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onPress={onClose}>
            Leave it
          </Button>
          <Button
            type="submit"
            variant="primary"
            isDisabled={!isReason(reason) || text === current || save.isPending}
          >
            Keep the edit
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
