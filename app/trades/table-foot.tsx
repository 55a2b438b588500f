"use client";

import { groupThousands } from "@/app/lib/format/decimal";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { estimateText } from "@/app/trades/estimate-text";
import { SlowNote } from "@/app/trades/slow-note";
import type { useTrades } from "@/app/trades/use-trades";
import { Button } from "@/app/ui/button";

interface TableFootProps {
  trades: ReturnType<typeof useTrades>;
  order: "newest" | "oldest";
}

/** How many there are and where the table stands among them; it is there from the first, so that nothing jumps. */
export function TableFoot({ trades, order }: TableFootProps) {
  const { rows, failed, hasNextPage, hasPreviousPage, estimate } = trades;
  const hasMore = hasNextPage || hasPreviousPage;
  return (
    <>
      {failed ? (
        <span role="alert" className="flex flex-wrap items-center gap-2 text-bad">
          The next trades did not come: {errorFacts(failed.error).message}
          <Button size="sm" onPress={failed.retry}>
            Try again
          </Button>
        </span>
      ) : trades.slowPage ? (
        <SlowNote onCancel={trades.cancel} />
      ) : rows.length === 0 && !hasMore ? (
        "No trade in this range passes the filters."
      ) : (
        <span data-testid="trades-count">
          {groupThousands(rows.length)} shown
          {hasMore && estimate ? ` ${estimateText(estimate)}` : ""}
          {hasMore ? "; more as you scroll" : "; that is all of the range"}
        </span>
      )}
      {!trades.following && (
        <Button size="sm" onPress={trades.place.goToHead}>
          Back to the {order}
        </Button>
      )}
    </>
  );
}
