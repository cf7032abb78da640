import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readPriceAddress } from "@/components/prices/address";
import { PricesScreen } from "@/components/prices/prices-screen";
import { priceQueries } from "@/components/prices/queries";
import { askAhead } from "@/components/query/ask-ahead";
import { getQueryClient } from "@/components/query/client";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { searchParamsOf } from "@/server/kernel/query-params";
import { listAlerts } from "@/server/prices/list-alerts";

export const metadata: Metadata = { title: "Prices" };

export default async function PricesPage({ searchParams }: PageProps<"/prices">) {
  const ctx = await pageContext("price.read");
  const { tab, state, cursor } = readPriceAddress(searchParamsOf(await searchParams));
  const client = getQueryClient();
  const query = {
    state: tab === "alerts" ? [...state] : [],
    limit: 50,
    cursor: tab === "alerts" ? cursor : null,
  };
  const alerts = await askAhead(client, priceQueries.alerts(query), () => listAlerts(ctx, query));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PricesScreen fresh={alerts?.counts.new} canEnter={holds(ctx.actor, "price.enter")} />
    </HydrationBoundary>
  );
}
