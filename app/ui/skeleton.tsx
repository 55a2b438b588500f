import clsx from "clsx";

/** The shape of what is loading: give it the size of what will come, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block rounded-sm shimmer", className)} />;
}

const WIDTHS = ["w-24", "w-16", "w-20", "w-12"];

/** Rows of a table that is loading. */
export function SkeletonRows({ rows = 8, columns = 4 }: { rows?: number; columns?: number }) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no identity
        <div key={row} className="flex h-(--row-height) items-center gap-6 border-line border-b px-4">
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <Skeleton key={column} className={clsx("h-3", WIDTHS[(row + column) % WIDTHS.length])} />
          ))}
        </div>
      ))}
    </div>
  );
}
