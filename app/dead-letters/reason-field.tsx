"use client";

import { Label } from "react-aria-components/Label";
import { TextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";

/** Why: for the audit log, which keeps it. */
export function ReasonField({
  value,
  onChange,
  autoFocus = false,
  placeholder = "e.g. the venue renamed the field; agreed with the desk",
}: {
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
  placeholder?: string;
}) {
  return (
    <TextField
      value={value}
      onChange={onChange}
      isRequired
      minLength={3}
      maxLength={500}
      autoFocus={autoFocus}
      className="flex flex-col gap-1"
    >
      <Label className="font-medium text-12 text-text-2">Why? The audit log keeps it.</Label>
      <TextArea
        rows={2}
        placeholder={placeholder}
        className="w-full resize-y rounded border border-line-strong bg-surface-1 px-2.5 py-1.5 text-13 placeholder:text-text-3"
      />
    </TextField>
  );
}

/** Whether the audit log takes it. */
export function isReason(text: string): boolean {
  return text.trim().length >= 3;
}
