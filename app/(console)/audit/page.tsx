import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readAuditAddress } from "@/components/audit/address";
import { AuditScreen } from "@/components/audit/audit-screen";
import { auditQueries } from "@/components/audit/queries";
import { askAhead } from "@/components/query/ask-ahead";
import { getQueryClient } from "@/components/query/client";
import { listActors } from "@/server/audit/list-actors";
import { listAudit } from "@/server/audit/list-entries";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { searchParamsOf } from "@/server/kernel/query-params";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const ctx = await pageContext("audit.read");
  const { query } = readAuditAddress(searchParamsOf(await searchParams));
  const client = getQueryClient();
  await Promise.all([
    askAhead(client, auditQueries.page(query), () => listAudit(ctx, query)),
    askAhead(client, auditQueries.actors(), () => listActors(ctx)),
  ]);

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AuditScreen
        role={ctx.actor.kind === "user" ? ctx.actor.role : "admin"}
        canExport={holds(ctx.actor, "audit.read_house")}
      />
    </HydrationBoundary>
  );
}
