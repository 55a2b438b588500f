"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/app/ui/skeleton";

/** The editor is 400 kB that no other page needs. */
export const LazyJsonEditor = dynamic(() => import("@/app/dead-letters/editor/json-editor"), {
  ssr: false,
  loading: () => <Skeleton className="h-80 w-full" />,
});
