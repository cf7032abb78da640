import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NewImportScreen } from "@/components/import/new-import-screen";
import { importQueries } from "@/components/import/queries";
import { getQueryClient } from "@/components/query/client";
import { orNotFound, pageContext } from "@/server/auth/session";
import { importPlace, listImports } from "@/server/import/read-import";

export const metadata: Metadata = { title: "Names from a file" };

export default async function NamesPage({ params }: PageProps<"/settings/accounts/[id]/names">) {
  const ctx = await pageContext("domain.import");
  const { id } = await params;
  const { account, reach } = await orNotFound(importPlace(ctx, id));
  const client = getQueryClient();
  client.setQueryData(importQueries.list(account.id).queryKey, await listImports(ctx, account.id));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <NewImportScreen account={account} reach={reach} />
    </HydrationBoundary>
  );
}
