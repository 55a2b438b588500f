"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "@/app/lib/trpc/react";

/** Asks for a letter's own bytes, all of them. */
export function useFetchBytes(): (id: string) => Promise<Uint8Array<ArrayBuffer>> {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useCallback(
    async (id) => {
      const { base64 } = await client.fetchQuery(trpc.deadLetters.bytes.queryOptions({ id }));
      return bytesOf(base64 ?? "");
    },
    [client, trpc],
  );
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
