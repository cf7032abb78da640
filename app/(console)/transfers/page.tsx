import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { askAhead } from "@/components/query/ask-ahead";
import { getQueryClient } from "@/components/query/client";
import { transferQueries } from "@/components/transfers/queries";
import { TransfersScreen } from "@/components/transfers/transfers-screen";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { listTransfers } from "@/server/transfers/list-transfers";

export const metadata: Metadata = { title: "Transfers" };

export default async function TransfersPage() {
  const ctx = await pageContext("operation.read");
  const client = getQueryClient();
  await askAhead(client, transferQueries.list(), () => listTransfers(ctx));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TransfersScreen canStart={holds(ctx.actor, "domain.pay")} />
    </HydrationBoundary>
  );
}
