import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { plansQueryOf } from "@/components/plans/address";
import { PlansScreen } from "@/components/plans/plans-screen";
import { planQueries } from "@/components/plans/queries";
import { askAhead } from "@/components/query/ask-ahead";
import { getQueryClient } from "@/components/query/client";
import { pageContext } from "@/server/auth/session";
import { searchParamsOf } from "@/server/kernel/query-params";
import { countChangeWork } from "@/server/plans/count-work";
import { listPlans } from "@/server/plans/list-plans";

export const metadata: Metadata = { title: "Plans" };

export default async function PlansPage({ searchParams }: PageProps<"/plans">) {
  const ctx = await pageContext("operation.read");
  const { query } = plansQueryOf(searchParamsOf(await searchParams));
  const client = getQueryClient();
  const [work] = await Promise.all([
    countChangeWork(ctx).catch(() => null),
    askAhead(client, planQueries.list(query), () => listPlans(ctx, query)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PlansScreen waiting={work?.approvals ?? undefined} />
    </HydrationBoundary>
  );
}
