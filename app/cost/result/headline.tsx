"use client";

import { usd, usdPerMillion } from "@/app/cost/money";
import { ComponentBar } from "@/app/cost/result/component-bar";
import type { PricedScenario } from "@/app/cost/scenario";
import { groupThousands } from "@/app/lib/format/decimal";
import { Badge } from "@/app/ui/badge";
import { Panel } from "@/app/ui/panel";
import { Stat } from "@/app/ui/stat";
import type { Marginal } from "@/domain/cost/analysis/marginal-per-million";

interface HeadlineProps {
  priced: PricedScenario;
  marginal: Marginal;
  /** the rate lies so far beyond the measured one that the total is a guess, and the reader knows */
  isGuess: boolean;
  /** what is typed cannot be priced: these are the numbers of the inputs before */
  isBehind: boolean;
}

/** What it costs: a month, a million messages, and what it is made of. */
export function Headline({ priced, marginal, isGuess, isBehind }: HeadlineProps) {
  const { estimate } = priced;
  const { total, perMillionMessages, range, scale, intermediates } = estimate;
  return (
    <Panel>
      <div className="flex flex-col gap-4" data-testid="cost-headline">
        {isBehind && (
          <p className="text-13 text-warn">
            <Badge tone="warn" className="mr-2">
              Last valid inputs
            </Badge>
            An input cannot be priced as it stands. These numbers are those of the inputs before it.
          </p>
        )}
        <div className="grid grid-cols-1 gap-x-6 gap-y-4 sm:grid-cols-2">
          <Stat
            size="lg"
            label={isGuess ? "Total, a guess beyond what was measured" : "Total in steady state"}
            tone={isGuess ? "warn" : "neutral"}
            value={<Money amount={total} text={usd(total)} id="cost-total" />}
            unit="/month"
            note={
              range === null
                ? "no price in use is uncertain"
                : `${usd(range.low, 0)} to ${usd(range.high, 0)} by uncertain prices`
            }
          />
          <Stat
            size="lg"
            label="Average"
            value={
              <Money amount={perMillionMessages} text={usdPerMillion(perMillionMessages)} id="cost-average" />
            }
            unit="/M messages"
            note={`${groupThousands(Math.round(intermediates.messagesPerMonthMillions))} M messages a month`}
          />
          <Stat
            label="Marginal, up to twice the rate"
            value={
              <Money amount={marginal.perMillionToDouble} text={usdPerMillion(marginal.perMillionToDouble)} />
            }
            unit="/M messages"
            note="what growth costs, steps spread"
          />
          <Stat
            label="Marginal, the next 1 %"
            value={
              <Money amount={marginal.perMillionMessages} text={usdPerMillion(marginal.perMillionMessages)} />
            }
            unit="/M messages"
            note={marginal.stepped ? "crosses a step in size or count" : "no step within it"}
            tone={marginal.stepped ? "info" : "neutral"}
          />
        </div>
        <ComponentBar estimate={estimate} />
        <p className="text-12 text-text-3">
          {groupThousands(intermediates.messagesPerSecond)} messages/s, sized as {scale.sizedAs.toUpperCase()}
          : {intermediates.brokers > 0 && `${intermediates.brokers} brokers ${intermediates.brokerSize}, `}
          {groupThousands(Math.round(intermediates.vcpu * 100) / 100)} vCPU on {intermediates.workerPlatform},{" "}
          {intermediates.databaseNodes} database nodes {intermediates.databaseNodeSize}. Prices of{" "}
          {estimate.priceVersion}, us-east-1; formulas version {estimate.modelVersion}.
        </p>
      </div>
    </Panel>
  );
}

function Money({ amount, text, id }: { amount: string; text: string; id?: string }) {
  return (
    <data value={amount} title={`$${amount}`} data-testid={id}>
      {text}
    </data>
  );
}
