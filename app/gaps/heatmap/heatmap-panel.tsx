"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Grid3x3 } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { HeatGrid } from "@/app/gaps/heatmap/heat-grid";
import { HeatLegend } from "@/app/gaps/heatmap/heat-legend";
import { gapsParams } from "@/app/gaps/params";
import { useTRPC } from "@/app/lib/trpc/react";
import { useGlobalParams, useLiveOptions } from "@/app/lib/url/use-global-params";
import { Button } from "@/app/ui/button";
import { EmptyState } from "@/app/ui/empty-state";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { SkeletonRows } from "@/app/ui/skeleton";

const ROWS = 25;
const GRAIN = { "1m": "minute", "1h": "hour", "1d": "day" } as const;

/** Expected against stored by instrument and time, the worst first. */
export function HeatmapPanel() {
  const trpc = useTRPC();
  const [{ range }] = useGlobalParams();
  const [{ exchange }] = useQueryStates(gapsParams);
  const [offset, setOffset] = useState(0);
  const query = useQuery(
    trpc.gaps.completeness.queryOptions(
      { range, exchange, offset },
      { ...useLiveOptions(3_000), placeholderData: keepPreviousData },
    ),
  );
  const data = query.data;
  return (
    <Panel
      title="Completeness"
      subtitle={`Stored of expected trades, by instrument and ${data ? GRAIN[data.grain] : "time"} of the range above; the worst instrument first`}
      actions={
        data !== undefined &&
        (offset > 0 || data.hasMore) && (
          <span className="flex gap-1">
            <Button size="sm" isDisabled={offset === 0} onPress={() => setOffset(Math.max(0, offset - ROWS))}>
              Worse
            </Button>
            <Button size="sm" isDisabled={!data.hasMore} onPress={() => setOffset(offset + ROWS)}>
              Better
            </Button>
          </span>
        )
      }
      flush
    >
      <QueryView query={query} loading={<SkeletonRows rows={6} columns={8} />}>
        {(found) =>
          found.rows.length === 0 ? (
            <EmptyState icon={Grid3x3} title="Nothing was stored or missed in this range">
              Choose a longer range in the top bar, or take the exchange's filter away.
            </EmptyState>
          ) : (
            <>
              <HeatGrid data={found} />
              <HeatLegend />
            </>
          )
        }
      </QueryView>
    </Panel>
  );
}
