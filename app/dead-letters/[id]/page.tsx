import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LetterView } from "@/app/dead-letters/letter/letter-view";
import { Hydrate, prefetch, trpc } from "@/app/lib/trpc/server";

export const metadata: Metadata = { title: "Dead letter" };

export default async function LetterPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!/^[1-9]\d{0,17}$/.test(id)) notFound();
  await prefetch((client) => [
    client.prefetchQuery(trpc.deadLetters.one.queryOptions({ id })),
    client.prefetchQuery(trpc.deadLetters.trace.queryOptions({ id })),
    client.prefetchQuery(trpc.deadLetters.neighbours.queryOptions({ id })),
  ]);
  return (
    <Hydrate>
      <LetterView id={id} />
    </Hydrate>
  );
}
