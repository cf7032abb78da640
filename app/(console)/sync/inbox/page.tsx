import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { InboxScreen } from "@/components/conflicts/inbox-screen";
import { conflictQueries } from "@/components/conflicts/queries";
import { askAhead } from "@/components/query/ask-ahead";
import { getQueryClient } from "@/components/query/client";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { listConflicts, readConflictCounts } from "@/server/conflicts/list-conflicts";
import { readConflictQuery } from "@/server/conflicts/schemas";
import { searchParamsOf } from "@/server/kernel/query-params";
import { partnerChoices } from "@/server/portfolio/partner-choices";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage({ searchParams }: PageProps<"/sync/inbox">) {
  const ctx = await pageContext("conflict.read");
  const { query } = readConflictQuery(searchParamsOf(await searchParams));
  const client = getQueryClient();
  // What fails here is asked again by the browser, which shows why.
  const [partners] = await Promise.all([
    holds(ctx.actor, "partner.read") ? partnerChoices(ctx) : null,
    client
      .infiniteQuery({
        ...conflictQueries.stream(query),
        queryFn: () => listConflicts(ctx, { ...query, cursor: null }),
      })
      .catch(() => undefined),
    askAhead(client, conflictQueries.counts(query.partner), () =>
      readConflictCounts(ctx, { partner: query.partner }),
    ),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InboxScreen partners={partners} canDecide={holds(ctx.actor, "conflict.decide")} />
    </HydrationBoundary>
  );
}
