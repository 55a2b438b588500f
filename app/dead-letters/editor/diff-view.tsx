import clsx from "clsx";
import { lineDiff } from "@/app/dead-letters/editor/line-diff";

const SIGN = { same: " ", gone: "−", new: "+" } as const;
const LOOK = { same: "text-text-2", gone: "bg-bad-soft text-bad", new: "bg-ok-soft text-ok" } as const;
const WORD = { same: "", gone: "removed: ", new: "added: " } as const;

/** Two texts, line against line; signs stand with the colours. */
export function DiffView({ before, after, label }: { before: string; after: string; label: string }) {
  const lines = lineDiff(before, after);
  if (lines.every((line) => line.kind === "same"))
    return <p className="text-12 text-text-3">Nothing is changed.</p>;
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
      tabIndex={0}
      className="max-h-72 overflow-auto rounded border border-line py-1 text-12 leading-5"
    >
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <div key={index} className={clsx("mono flex px-2 break-all whitespace-pre-wrap", LOOK[line.kind])}>
          <span aria-hidden className="w-4 shrink-0 select-none">
            {SIGN[line.kind]}
          </span>
          <span className="sr-only">{WORD[line.kind]}</span>
          <span>{line.text || " "}</span>
        </div>
      ))}
    </section>
  );
}
