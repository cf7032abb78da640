"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import Link from "next/link";
import type { NamePriceDto } from "@/server/prices/names/schemas";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { ErrorState } from "../ui/error-state";
import { Flag } from "../ui/flag";
import { formatMoney } from "../ui/numbers";
import { SkeletonBlock } from "../ui/skeleton";
import { withQuery } from "../ui/with-query";
import { CeilingDialog } from "./ceiling-dialog";
import { EndingText } from "./ending-text";
import { priceQueries } from "./queries";
import { Sparkline } from "./sparkline";

type NamePriceCardProps = { domain: { id: string; name: string } };

/** What a year of the name costs, how that came, and the most it may. */
export function NamePriceCard({ domain }: NamePriceCardProps) {
  const price = useQuery(priceQueries.ofName(domain.name));
  const ceiling = price.data?.quote?.ceiling ?? null;
  return (
    <Card
      title="Price"
      action={
        price.data && (
          <CeilingDialog
            domain={domain}
            ceiling={ceiling}
            trigger={
              <Button size="s" variant="quiet">
                {ceiling && ceiling.tag === null ? "Change ceiling…" : "Set a ceiling…"}
              </Button>
            }
          />
        )
      }
    >
      {price.data ? (
        <Facts price={price.data} />
      ) : price.isError ? (
        <ErrorState
          level={3}
          title="The price could not be loaded."
          cause={price.error.message}
          retry={<Button onClick={() => void price.refetch()}>Try again</Button>}
        />
      ) : (
        <SkeletonBlock label="Loading the price" lines={3} />
      )}
    </Card>
  );
}

function Facts({ price: { quote, history, seesPrices } }: { price: NamePriceDto }) {
  const entries: Definition[] = [
    ...(seesPrices
      ? [
          {
            term: "A year",
            value: quote?.price ? (
              <span className="flex flex-wrap items-center gap-2">
                {formatMoney(quote.price.minor, quote.price.currency)}
                {quote.isOwnPrice && <Flag tone="info">premium</Flag>}
                {quote.isOverCeiling && <Flag tone="warn">above its ceiling</Flag>}
              </span>
            ) : (
              <span className="text-ink-3">not told</span>
            ),
          },
        ]
      : []),
    {
      term: "Ceiling",
      value: quote?.ceiling ? (
        `${formatMoney(quote.ceiling.minor, quote.ceiling.currency)}${quote.ceiling.tag ? `, of the tag ${quote.ceiling.tag}` : ""}`
      ) : (
        <span className="text-ink-3">none</span>
      ),
    },
  ];
  return (
    <>
      <DefinitionList entries={entries} />
      {history.length > 1 && <Sparkline points={history} />}
      {seesPrices && quote && (
        <Link
          href={withQuery("/prices", { tab: "endings", tld: quote.tld }) as Route}
          className="link mt-2 inline-flex min-h-6 items-center text-12 pointer-coarse:min-h-11"
        >
          <span>
            Prices of <EndingText tld={quote.tld} unicode={quote.tldUnicode} />
          </span>
        </Link>
      )}
    </>
  );
}
