import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AccountScreen } from "@/components/accounts/account-screen";
import { accountQueries } from "@/components/accounts/queries";
import { conflictQueries } from "@/components/conflicts/queries";
import { getQueryClient } from "@/components/query/client";
import { connectChoices } from "@/server/accounts/connect-choices";
import { arrivalPartners, readAccount } from "@/server/accounts/list-accounts";
import { holds } from "@/server/auth/policy";
import { orNotFound, pageContext } from "@/server/auth/session";
import { readFieldRules } from "@/server/conflicts/field-rules";

export const metadata: Metadata = { title: "Registrar account" };

export default async function AccountPage({ params }: PageProps<"/settings/accounts/[id]">) {
  const ctx = await pageContext("account.read");
  const { id } = await params;
  const account = await orNotFound(readAccount(ctx, { accountId: id }));
  const client = getQueryClient();
  client.setQueryData(accountQueries.one(account.id).queryKey, account);
  // What fails here is asked again by the browser, which shows why.
  await client
    .query({
      ...conflictQueries.rules(account.id),
      queryFn: () => readFieldRules(ctx, { accountId: account.id }),
    })
    .catch(() => undefined);
  const manage = holds(ctx.actor, "account.manage")
    ? { guides: connectChoices(ctx), partners: await arrivalPartners(ctx) }
    : null;
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AccountScreen accountId={account.id} manage={manage} />
    </HydrationBoundary>
  );
}
