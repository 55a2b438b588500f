"use client";

import clsx from "clsx";
import { Bookmark, Trash2 } from "lucide-react";
import Link from "next/link";
import { type SyntheticEvent, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Popover } from "react-aria-components/Popover";
import { TextField } from "react-aria-components/TextField";
import { toast } from "sonner";
import type { Pinned } from "@/app/shell/page-pins";
import { pin } from "@/app/shell/use-link-actions";
import { MAX_NAME, useViews } from "@/app/shell/views/use-views";
import { Button, IconButton } from "@/app/ui/button";
import { buttonClass } from "@/app/ui/button-class";
import { fieldClass, popoverClass } from "@/app/ui/popover";

/** Saves what one sees under a name, and goes back to it. */
export function ViewsMenu({ pinned }: { pinned: Pinned }) {
  const { views, save, remove } = useViews();
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton className={buttonClass("secondary")}>
        <Bookmark aria-hidden size={14} />
        Views
        {views.length > 0 && <span className="text-12 text-text-3">{views.length}</span>}
      </AriaButton>
      <Popover placement="bottom end" offset={4} className={clsx(popoverClass, "w-80 max-w-[94vw] p-3")}>
        <Dialog aria-label="Saved views" className="flex flex-col gap-3 outline-none">
          {views.length === 0 ? (
            <p className="text-12 text-text-3">
              A view is this page with its range, zone, instruments, filters and columns. Name it, and it is
              here and in Search (Ctrl K).
            </p>
          ) : (
            <ul className="flex max-h-64 flex-col overflow-auto">
              {views.map(({ name, address }) => (
                <li key={name} className="flex items-center gap-1">
                  <Link
                    href={address}
                    onClick={() => setOpen(false)}
                    className="min-w-0 grow truncate rounded-sm px-2 py-1.5 text-13 text-text-1 hover:bg-surface-2"
                  >
                    {name}
                  </Link>
                  <IconButton label={`Delete the view ${name}`} size="icon-sm" onPress={() => remove(name)}>
                    <Trash2 aria-hidden size={13} />
                  </IconButton>
                </li>
              ))}
            </ul>
          )}
          <SaveForm
            taken={views.map((view) => view.name)}
            onSave={(name) => {
              const { pathname, search } = new URL(pin(window.location.href, pinned));
              save({ name, address: `${pathname}${search}` });
              toast.success(`Saved as “${name}” in this browser. Copy the link to share it.`);
              setOpen(false);
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function SaveForm({ taken, onSave }: { taken: readonly string[]; onSave: (name: string) => void }) {
  const [text, setText] = useState("");
  const [refused, setRefused] = useState(false);
  const name = text.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setRefused(name === "");
    if (name !== "") onSave(name);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-2 border-line border-t pt-3">
      <TextField
        value={text}
        onChange={setText}
        maxLength={MAX_NAME}
        isInvalid={refused && name === ""}
        className="flex flex-col gap-1"
      >
        <Label className="text-12 text-text-3">Save this view as</Label>
        <Input placeholder="Large sells of BTC" autoComplete="off" className={`${fieldClass} w-full`} />
        <FieldError className="text-12 text-bad">The name is empty. Write a few words.</FieldError>
      </TextField>
      <Button type="submit">{taken.includes(name) ? `Replace “${name}”` : "Save"}</Button>
    </form>
  );
}
