import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readOperationsAddress } from "@/components/operations/address";
import { OperationsScreen } from "@/components/operations/operations-screen";
import { operationQueries } from "@/components/operations/queries";
import { askAhead } from "@/components/query/ask-ahead";
import { getQueryClient } from "@/components/query/client";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { searchParamsOf } from "@/server/kernel/query-params";
import { listOperations } from "@/server/operations/list-operations";
import { countChangeWork } from "@/server/plans/count-work";

export const metadata: Metadata = { title: "Changes" };

export default async function OperationsPage({ searchParams }: PageProps<"/operations">) {
  const ctx = await pageContext("operation.read");
  const { query } = readOperationsAddress(searchParamsOf(await searchParams));
  const client = getQueryClient();
  const [work] = await Promise.all([
    countChangeWork(ctx).catch(() => null),
    askAhead(client, operationQueries.list(query), () => listOperations(ctx, query)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OperationsScreen
        canResolve={holds(ctx.actor, "operation.resolve")}
        waiting={work?.approvals ?? undefined}
      />
    </HydrationBoundary>
  );
}
