"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import type { PriceHistoryQuery } from "@/server/prices/queries";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { SkeletonBlock } from "../ui/skeleton";
import { priceQueries } from "./queries";
import { usePriceAddress } from "./use-price-address";

/** The chart comes when it is looked at. */
const HistoryFigure = dynamic(
  () => import("./chart/history-figure").then((module) => module.HistoryFigure),
  { loading: () => <SkeletonBlock label="Loading the chart" lines={6} /> },
);

/** The history of a price, fetched when it is shown. */
export function LazyHistory({ query, title }: { query: PriceHistoryQuery; title: string }) {
  const history = useQuery(priceQueries.history(query));
  const { scale, go } = usePriceAddress();
  if (history.data)
    return (
      <HistoryFigure
        history={history.data}
        title={title}
        scale={scale}
        onScale={(next) => go({ scale: next }, "replace")}
      />
    );
  if (history.isError)
    return (
      <ErrorState
        level={3}
        title="The history could not be loaded."
        cause={history.error.message}
        retry={<Button onClick={() => void history.refetch()}>Try again</Button>}
      />
    );
  return <SkeletonBlock label="Loading the history" lines={6} />;
}
