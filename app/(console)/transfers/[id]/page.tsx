import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getQueryClient } from "@/components/query/client";
import { transferQueries } from "@/components/transfers/queries";
import { TransferWizard } from "@/components/transfers/transfer-wizard";
import { pageContext } from "@/server/auth/session";
import { AppError } from "@/server/kernel/errors";
import { readTransfer } from "@/server/transfers/read-transfer";

export const metadata: Metadata = { title: "Transfer" };

const NOWHERE = ["not_found", "invalid_input"];

export default async function TransferPage({ params }: PageProps<"/transfers/[id]">) {
  const ctx = await pageContext("operation.read");
  const { id } = await params;
  const transfer = await readTransfer(ctx, { id }).catch((error: unknown) => {
    if (error instanceof AppError && NOWHERE.includes(error.code)) notFound();
    throw error;
  });
  const client = getQueryClient();
  client.setQueryData(transferQueries.one(transfer.plan.id).queryKey, transfer);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TransferWizard id={transfer.plan.id} />
    </HydrationBoundary>
  );
}
