import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { ImportScreen } from "@/components/import/import-screen";
import { importQueries } from "@/components/import/queries";
import { getQueryClient } from "@/components/query/client";
import { orNotFound, pageContext } from "@/server/auth/session";
import { readImport } from "@/server/import/read-import";

export const metadata: Metadata = { title: "Names from a file" };

type Props = PageProps<"/settings/accounts/[id]/names/[import]">;

export default async function ImportPage({ params, searchParams }: Props) {
  const ctx = await pageContext("domain.import");
  const { import: importId } = await params;
  const file = await orNotFound(readImport(ctx, { importId }));
  // Once its rows are checked, a file goes on as a plan.
  if (file.planId && (await searchParams).step !== "columns")
    redirect(`/plans/${file.planId}` as Route);
  const client = getQueryClient();
  client.setQueryData(importQueries.one(file.id).queryKey, file);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ImportScreen importId={file.id} />
    </HydrationBoundary>
  );
}
