import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { rowsQueryOf } from "@/components/plans/address";
import { PlanPage } from "@/components/plans/plan-page";
import { progressTitle } from "@/components/plans/progress-words";
import { planQueries } from "@/components/plans/queries";
import { HydratedLists } from "@/components/portfolio/hydrated-lists";
import { packQueries } from "@/components/portfolio/pack-queries";
import { getQueryClient } from "@/components/query/client";
import { pageContext } from "@/server/auth/session";
import { AppError } from "@/server/kernel/errors";
import { searchParamsOf } from "@/server/kernel/query-params";
import { planRows } from "@/server/plans/plan-rows";
import { readPlan } from "@/server/plans/read-plan";

/** What is no id is at no address, like a plan that is not the caller's to see. */
const isNowhere = (error: unknown) =>
  error instanceof AppError && ["not_found", "invalid_input"].includes(error.code);

/** Read once for the page and its title. */
const planOr404 = cache(async (id: string) => {
  const ctx = await pageContext("operation.read");
  const plan = await readPlan(ctx, { id }).catch((error: unknown) => {
    if (isNowhere(error)) notFound();
    throw error;
  });
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
  // What fails here is asked again by the browser, which shows why.
  await client
    .query({ ...planQueries.rows(plan.id, query), queryFn: () => planRows(ctx, { id }, query) })
    .catch(() => undefined);
  return (
    <HydratedLists queries={packQueries(client)}>
      <PlanPage id={plan.id} />
    </HydratedLists>
  );
}
