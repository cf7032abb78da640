import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ScheduleAlerts, SchedulesCard } from "@/components/dashboard/schedules-card";
import { askAhead } from "@/components/query/ask-ahead";
import { getQueryClient } from "@/components/query/client";
import { runParams } from "@/components/sync/address";
import { runQueries } from "@/components/sync/queries";
import { RunsScreen } from "@/components/sync/runs-screen";
import { listAccounts } from "@/server/accounts/list-accounts";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { searchParamsOf } from "@/server/kernel/query-params";
import { readSchedules } from "@/server/schedules/read-schedules";
import { listRuns } from "@/server/sync/list-runs";
import { readRunQuery } from "@/server/sync/schemas";

export const metadata: Metadata = { title: "Sync" };

export default async function SyncPage({ searchParams }: PageProps<"/sync">) {
  const ctx = await pageContext("sync.read");
  const { query } = readRunQuery(runParams(searchParamsOf(await searchParams)));
  const client = getQueryClient();
  const [accounts, schedules] = await Promise.all([
    holds(ctx.actor, "sync.run") ? listAccounts(ctx) : null,
    holds(ctx.actor, "sync.run") ? readSchedules(ctx).catch(() => null) : null,
    askAhead(client, runQueries.list(query), () => listRuns(ctx, query)),
  ]);

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunsScreen
        accounts={accounts?.map(({ id, name }) => ({ id, name })) ?? null}
        notices={
          schedules && (
            <div className="mb-3 grid gap-2 empty:hidden">
              <ScheduleAlerts schedules={schedules} />
            </div>
          )
        }
      />
      {schedules && (
        <div className="mt-4">
          <SchedulesCard schedules={schedules} />
        </div>
      )}
    </HydrationBoundary>
  );
}
