import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AccountScreen } from "@/components/accounts/account-screen";
import { accountQueries } from "@/components/accounts/queries";
import { conflictQueries } from "@/components/conflicts/queries";
import { askAhead } from "@/components/query/ask-ahead";
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
  await askAhead(client, conflictQueries.rules(account.id), () =>
    readFieldRules(ctx, { accountId: account.id }),
  );
  const manage = holds(ctx.actor, "account.manage")
    ? { guides: connectChoices(ctx), partners: await arrivalPartners(ctx) }
    : null;
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AccountScreen accountId={account.id} manage={manage} />
    </HydrationBoundary>
  );
}
