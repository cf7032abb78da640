import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient } from "@/components/query/client";
import { transferQueries } from "@/components/transfers/queries";
import { TransferWizard } from "@/components/transfers/transfer-wizard";
import { orNotFound, pageContext } from "@/server/auth/session";
import { readTransfer } from "@/server/transfers/read-transfer";

export const metadata: Metadata = { title: "Transfer" };

export default async function TransferPage({ params }: PageProps<"/transfers/[id]">) {
  const ctx = await pageContext("operation.read");
  const { id } = await params;
  const transfer = await orNotFound(readTransfer(ctx, { id }));
  const client = getQueryClient();
  client.setQueryData(transferQueries.one(transfer.plan.id).queryKey, transfer);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TransferWizard id={transfer.plan.id} />
    </HydrationBoundary>
  );
}
