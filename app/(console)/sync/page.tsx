import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient } from "@/components/query/client";
import { runParams } from "@/components/sync/address";
import { runQueries } from "@/components/sync/queries";
import { RunsScreen } from "@/components/sync/runs-screen";
import { listAccounts } from "@/server/accounts/list-accounts";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { searchParamsOf } from "@/server/kernel/query-params";
import { listRuns } from "@/server/sync/list-runs";
import { readRunQuery } from "@/server/sync/schemas";

export const metadata: Metadata = { title: "Sync" };

export default async function SyncPage({ searchParams }: PageProps<"/sync">) {
  const ctx = await pageContext("sync.read");
  const { query } = readRunQuery(runParams(searchParamsOf(await searchParams)));
  const client = getQueryClient();
  // What fails here is asked again by the browser, which shows why.
  const [accounts] = await Promise.all([
    holds(ctx.actor, "sync.run") ? listAccounts(ctx) : null,
    client
      .query({ ...runQueries.list(query), queryFn: () => listRuns(ctx, query) })
      .catch(() => undefined),
  ]);

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunsScreen accounts={accounts?.map(({ id, name }) => ({ id, name })) ?? null} />
    </HydrationBoundary>
  );
}
