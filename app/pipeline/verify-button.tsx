"use client";

import { useMutation } from "@tanstack/react-query";
import { ScanSearch } from "lucide-react";
import { groupThousands } from "@/app/lib/format/decimal";
import { formatDuration } from "@/app/lib/format/time";
import { errorFacts } from "@/app/lib/trpc/error-facts";
import { useTRPC } from "@/app/lib/trpc/react";
import type { ApiOutput } from "@/app/lib/trpc/types";
import { Badge } from "@/app/ui/badge";
import { Button } from "@/app/ui/button";

/** Recounts every stored trade against the accounts, and says what came of it. */
export function VerifyButton() {
  const trpc = useTRPC();
  const verify = useMutation(trpc.ledger.verify.mutationOptions());
  return (
    <div className="flex flex-wrap items-center gap-y-1">
      <span role="status" className="mr-2 text-12 text-text-2 empty:mr-0">
        {verify.isPending && "Recounting every stored trade…"}
        {verify.error !== null && !verify.isPending && (
          <span className="text-bad">{errorFacts(verify.error).message}</span>
        )}
        {verify.data !== undefined && !verify.isPending && <Verdict verified={verify.data} />}
      </span>
      <Button
        size="sm"
        icon={<ScanSearch aria-hidden size={14} />}
        isDisabled={verify.isPending}
        onPress={() => verify.mutate({})}
      >
        Verify now
      </Button>
    </div>
  );
}

function Verdict({ verified }: { verified: ApiOutput["ledger"]["verify"] }) {
  const wrong = verified.partitions.filter((one) => !one.balanced);
  const took = formatDuration(Math.round(verified.tookMs) * 1_000);
  if (verified.balanced)
    return (
      <Badge tone="ok">{`${groupThousands(verified.recounted)} trades recounted, all as accounted, in ${took}`}</Badge>
    );
  return (
    <Badge tone="bad">
      {wrong.length === 0
        ? `The recount differs from an instrument's account: run npm run ledger`
        : `${wrong.length} partitions differ, first ${wrong[0]?.topic}/${wrong[0]?.partition}: ${groupThousands(wrong[0]?.stored ?? 0n)} accounted, ${groupThousands(wrong[0]?.recounted ?? 0n)} found`}
    </Badge>
  );
}
