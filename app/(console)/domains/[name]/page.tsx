import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { auditQueries } from "@/components/audit/queries";
import { DomainPage } from "@/components/domains/domain-page";
import { domainQueries } from "@/components/domains/queries";
import { timelineKind } from "@/components/domains/timeline-kinds";
import { timelineQuery } from "@/components/domains/timeline-query";
import { operationQueries } from "@/components/operations/queries";
import { getQueryClient } from "@/components/query/client";
import { listAudit } from "@/server/audit/list-entries";
import { EMPTY_AUDIT_QUERY } from "@/server/audit/schemas";
import { orNotFound, pageContext } from "@/server/auth/session";
import { readCapabilities } from "@/server/domains/read-capabilities";
import { readDomain } from "@/server/domains/read-domain";
import { segmentOf } from "@/server/kernel/query-params";
import { toUnicodeName } from "@/server/names/idna";
import { readChanges } from "@/server/plans/read-changes";

type Props = PageProps<"/domains/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const name = segmentOf((await params).name);
  return { title: name.includes("xn--") ? toUnicodeName(name) : name };
}

export default async function Page({ params, searchParams }: Props) {
  const ctx = await pageContext("domain.read");
  const segment = (await params).name;
  const domain = await orNotFound(readDomain(ctx, segmentOf(segment)));
  if (segment !== domain.name) permanentRedirect(`/domains/${domain.name}`);

  const client = getQueryClient();
  client.setQueryData(domainQueries.detail(domain.name).queryKey, domain);
  client.setQueryData(
    domainQueries.capabilities(domain.name).queryKey,
    await readCapabilities(ctx, domain.id),
  );
  client.setQueryData(
    operationQueries.ofName(domain.name).queryKey,
    await readChanges(ctx, domain.id),
  );
  const wanted = (await searchParams).timeline;
  const kind = timelineKind(typeof wanted === "string" ? wanted : null);
  const timeline = timelineQuery(domain.id, kind.value);
  await client
    .infiniteQuery({
      ...auditQueries.stream(timeline),
      queryFn: () => listAudit(ctx, { ...EMPTY_AUDIT_QUERY, ...timeline }),
    })
    .catch(() => undefined);

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DomainPage name={domain.name} />
    </HydrationBoundary>
  );
}
