"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "@/app/lib/trpc/react";
import { useHref, useLiveOptions } from "@/app/lib/url/use-global-params";
import { attentionText } from "@/app/overview/attention-text";
import { Badge } from "@/app/ui/badge";
import { buttonClass } from "@/app/ui/button-class";
import { Panel } from "@/app/ui/panel";
import { QueryView } from "@/app/ui/query-view";
import { RelativeTime } from "@/app/ui/relative-time";
import { SkeletonRows } from "@/app/ui/skeleton";

const TONE = { critical: "bad", warning: "warn", info: "info" } as const;
const WORD = { critical: "Critical", warning: "Warning", info: "Notice" };

/** What waits for a person, the worst first, each with the page that mends it. */
export function AttentionPanel() {
  const trpc = useTRPC();
  const href = useHref();
  const query = useQuery(trpc.attention.list.queryOptions({}, useLiveOptions(4_000)));
  return (
    <Panel title="Needs you" subtitle="The worst first" flush>
      <QueryView query={query} loading={<SkeletonRows rows={4} columns={3} />}>
        {(items) =>
          items.length === 0 ? (
            <p className="flex items-center gap-2 px-4 pb-4 text-13 text-text-2">
              <CircleCheck aria-hidden size={16} className="text-ok" />
              Nothing waits for you.
            </p>
          ) : (
            <ul className="max-h-[340px] overflow-auto" data-testid="attention">
              {items.map((item) => {
                const text = attentionText(item);
                const since = "since" in item ? item.since : null;
                return (
                  <li key={text.key} className="flex items-start gap-3 border-line border-t px-4 py-2.5">
                    <div className="min-w-0 grow">
                      <p className="text-13">
                        <Badge tone={TONE[item.severity]} className="mr-2">
                          {WORD[item.severity]}
                        </Badge>
                        <span className="font-medium">{text.title}</span>
                      </p>
                      <p className="mt-0.5 line-clamp-2 text-12 text-text-2">
                        {text.detail}
                        {since !== null && (
                          <>
                            {" "}
                            <span className="text-text-3">
                              <RelativeTime micros={since} />
                            </span>
                          </>
                        )}
                      </p>
                    </div>
                    <Link href={href(text.path, text.query)} className={buttonClass("secondary", "sm")}>
                      {text.action}
                    </Link>
                  </li>
                );
              })}
            </ul>
          )
        }
      </QueryView>
    </Panel>
  );
}
