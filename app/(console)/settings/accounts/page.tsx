import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AccountsScreen } from "@/components/accounts/accounts-screen";
import { accountQueries } from "@/components/accounts/queries";
import { getQueryClient } from "@/components/query/client";
import { listAccounts } from "@/server/accounts/list-accounts";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";

export const metadata: Metadata = { title: "Registrar accounts" };

export default async function AccountsPage() {
  const ctx = await pageContext("account.read");
  const client = getQueryClient();
  const { queryKey } = accountQueries.list();
  client.setQueryData(queryKey, await listAccounts(ctx));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AccountsScreen canManage={holds(ctx.actor, "account.manage")} />
    </HydrationBoundary>
  );
}
