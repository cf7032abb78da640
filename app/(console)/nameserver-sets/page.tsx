import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { setQueries } from "@/components/nameserver-sets/queries";
import { SetsScreen } from "@/components/nameserver-sets/sets-screen";
import { askAhead } from "@/components/query/ask-ahead";
import { getQueryClient } from "@/components/query/client";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { listNameserverSets } from "@/server/nameserver-sets/list-sets";
import { partnerChoices } from "@/server/portfolio/partner-choices";

export const metadata: Metadata = { title: "Nameserver sets" };

export default async function NameserverSetsPage() {
  const ctx = await pageContext("domain.read");
  const client = getQueryClient();
  const [partners] = await Promise.all([
    holds(ctx.actor, "partner.read") ? partnerChoices(ctx) : null,
    askAhead(client, setQueries.all(), () => listNameserverSets(ctx)),
  ]);

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SetsScreen partners={partners} />
    </HydrationBoundary>
  );
}
