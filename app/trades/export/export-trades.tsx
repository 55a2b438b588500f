"use client";

import { useQueryStates } from "nuqs";
import { memo } from "react";
import { useGlobalParams } from "@/app/lib/url/use-global-params";
import { ExportButton } from "@/app/trades/export/export-button";
import { tradesParams } from "@/app/trades/params";
import { estimateQuestion } from "@/app/trades/trades-question";

/** The export of what the table shows. */
export const ExportTrades = memo(function ExportTrades({ instrumentId }: { instrumentId: number }) {
  const [{ range }] = useGlobalParams();
  const [params] = useQueryStates(tradesParams);
  return <ExportButton question={estimateQuestion(instrumentId, params, range)} />;
});
