import clsx from "clsx";
import Link from "next/link";
import { type Equation, sharePercent, shareText, type Term } from "@/app/overview/ledger-equations";
import { ExactNumber } from "@/app/ui/exact-number";

/** One equation: a bar to scale, and below it each term with its number, its part and its page. */
export function LedgerBar({ equation, href }: { equation: Equation; href: (path: string) => string }) {
  const { name, total, totalLabel, terms } = equation;
  return (
    <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[132px_1fr]">
      <div className="flex items-baseline gap-2 sm:flex-col sm:gap-0">
        <span className="text-12 text-text-3">
          {name} {totalLabel}
        </span>
        <ExactNumber value={total} className="font-semibold text-16" />
      </div>
      <div className="flex min-w-0 flex-col gap-1.5">
        <div aria-hidden className="flex h-4 gap-px overflow-hidden rounded-sm bg-surface-2">
          {terms.map((term) =>
            term.value > 0n ? (
              <span
                key={term.label}
                title={`${term.label}: ${shareText(term.value, total)}`}
                className={clsx("h-full min-w-[3px]", term.fill, term.hatched && "text-surface-0 hatch")}
                style={{ width: `${sharePercent(term.value, total)}%` }}
              />
            ) : null,
          )}
        </div>
        <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
          {terms.map((term, index) => (
            <li key={term.label} className="flex items-center gap-1.5">
              <span aria-hidden className="text-text-3">
                {index === 0 ? "=" : "+"}
              </span>
              <TermText term={term} total={total} href={href} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function TermText({ term, total, href }: { term: Term; total: bigint; href: (path: string) => string }) {
  const text = (
    <>
      <span
        aria-hidden
        className={clsx(
          "inline-block size-2.5 rounded-[2px]",
          term.fill,
          term.hatched && "text-surface-0 hatch",
        )}
      />
      <ExactNumber value={term.value} className="font-medium" />
      <span className="text-text-2">{term.label}</span>
      <span className="text-12 text-text-3">{shareText(term.value, total)}</span>
    </>
  );
  const face = "flex items-center gap-1.5";
  if (!term.path) {
    return (
      <span className={face} title={term.hint}>
        {text}
      </span>
    );
  }
  return (
    <Link
      href={href(term.path)}
      title={term.hint}
      className={clsx(face, "rounded-sm underline-offset-3 hover:underline")}
    >
      {text}
    </Link>
  );
}
