import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";
import { parseTradeKey } from "@/app/trades/params";
import { TradeView } from "@/app/trades/trade/trade-view";

export const metadata: Metadata = { title: "Trade" };

export default async function TradePage({
  params,
}: {
  params: Promise<{ instrument: string; trade: string }>;
}) {
  const { instrument, trade } = await params;
  const key = readKey(trade);
  if (!/^[1-9]\d{0,8}$/.test(instrument) || key === null) notFound();
  const question = { instrumentId: Number(instrument), ...key };
  await prefetch((client) => [client.prefetchQuery(trpc.trades.lineage.queryOptions(question))]);
  return (
    <Hydrate>
      <TradeView question={question} />
    </Hydrate>
  );
}

/** The last part of the address; null where it names no trade. */
function readKey(text: string) {
  try {
    return parseTradeKey(decodeURIComponent(text));
  } catch {
    return null;
  }
}
