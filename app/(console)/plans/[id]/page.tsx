import type { Metadata } from "next";
import { cache } from "react";
import { rowsQueryOf } from "@/components/plans/address";
import { PlanPage } from "@/components/plans/plan-page";
import { progressTitle } from "@/components/plans/progress-words";
import { planQueries } from "@/components/plans/queries";
import { HydratedLists } from "@/components/portfolio/hydrated-lists";
import { packQueries } from "@/components/portfolio/pack-queries";
import { askAhead } from "@/components/query/ask-ahead";
import { getQueryClient } from "@/components/query/client";
import { orNotFound, pageContext } from "@/server/auth/session";
import { searchParamsOf } from "@/server/kernel/query-params";
import { planRows } from "@/server/plans/plan-rows";
import { readPlan } from "@/server/plans/read-plan";

/** Read once for the page and its title. */
const planOr404 = cache(async (id: string) => {
  const ctx = await pageContext("operation.read");
  const plan = await orNotFound(readPlan(ctx, { id }));
  return { ctx, plan };
});

export async function generateMetadata({ params }: PageProps<"/plans/[id]">): Promise<Metadata> {
  const { plan } = await planOr404((await params).id);
  return { title: progressTitle(plan) };
}

export default async function Page({ params, searchParams }: PageProps<"/plans/[id]">) {
  const { id } = await params;
  const { ctx, plan } = await planOr404(id);
  const client = getQueryClient();
  client.setQueryData(planQueries.one(plan.id).queryKey, plan);
  const { query } = rowsQueryOf(searchParamsOf(await searchParams));
  await askAhead(client, planQueries.rows(plan.id, query), () => planRows(ctx, { id }, query));
  return (
    <HydratedLists queries={packQueries(client)}>
      <PlanPage id={plan.id} />
    </HydratedLists>
  );
}
