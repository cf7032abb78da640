import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient } from "@/components/query/client";
import { runQueries } from "@/components/sync/queries";
import { RunScreen } from "@/components/sync/run-screen";
import { orNotFound, pageContext } from "@/server/auth/session";
import { readRun } from "@/server/sync/read-run";

export const metadata: Metadata = { title: "Sync run" };

export default async function RunPage({ params }: PageProps<"/sync/[run]">) {
  const ctx = await pageContext("sync.read");
  const { run: id } = await params;
  const run = await orNotFound(readRun(ctx, id));
  const client = getQueryClient();
  client.setQueryData(runQueries.one(run.id).queryKey, run);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunScreen id={run.id} />
    </HydrationBoundary>
  );
}
