import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { domainQueries } from "@/components/domains/queries";
import { getQueryClient } from "@/components/query/client";
import { TransferOutScreen } from "@/components/transfers/transfer-out-screen";
import { holds } from "@/server/auth/policy";
import { orNotFound, pageContext } from "@/server/auth/session";
import { readCapabilities } from "@/server/domains/read-capabilities";
import { readDomain } from "@/server/domains/read-domain";
import { segmentOf } from "@/server/kernel/query-params";

export const metadata: Metadata = { title: "Transfer out" };

export default async function TransferOutPage({ params }: PageProps<"/transfers/out/[name]">) {
  const ctx = await pageContext("domain.read");
  const segment = (await params).name;
  const domain = await orNotFound(readDomain(ctx, segmentOf(segment)));
  if (segment !== domain.name) redirect(`/transfers/out/${domain.name}`);
  const client = getQueryClient();
  client.setQueryData(domainQueries.detail(domain.name).queryKey, domain);
  client.setQueryData(
    domainQueries.capabilities(domain.name).queryKey,
    await readCapabilities(ctx, domain.id),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TransferOutScreen
        name={domain.name}
        canReveal={holds(ctx.actor, "domain.reveal_code")}
        canAnswer={holds(ctx.actor, "transfer.answer")}
      />
    </HydrationBoundary>
  );
}
