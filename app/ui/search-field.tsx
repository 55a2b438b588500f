"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import { Input } from "react-aria-components/Input";
import { TextField } from "react-aria-components/TextField";
import { fieldClass } from "@/app/ui/popover";

/** A text that is searched for on Enter or when the field is left. Give it a key, so that it follows the URL. */
export function SearchField({
  label,
  value,
  onChange,
  className = "w-48",
}: {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
  className?: string;
}) {
  const [text, setText] = useState(value ?? "");
  const apply = () => {
    const next = text.trim() === "" ? null : text.trim();
    if (next !== value) onChange(next);
  };
  return (
    <TextField aria-label={label} value={text} onChange={setText} onBlur={apply} className="min-w-0">
      <span className={`${fieldClass} ${className} focus-within:border-focus`}>
        <Search aria-hidden size={14} className="shrink-0 text-text-3" />
        <Input
          type="search"
          maxLength={200}
          placeholder={label}
          onKeyDown={(event) => {
            if (event.key === "Enter") apply();
          }}
          className="w-full min-w-0 bg-transparent outline-none placeholder:text-text-3"
        />
      </span>
    </TextField>
  );
}
