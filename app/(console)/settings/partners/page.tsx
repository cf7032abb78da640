import type { Metadata } from "next";
import { PartnersScreen } from "@/components/partners/partners-screen";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { listPartners } from "@/server/partners/list-partners";

export const metadata: Metadata = { title: "Partners" };

export default async function PartnersPage({ searchParams }: PageProps<"/settings/partners">) {
  const ctx = await pageContext("partner.read");
  const { archived } = await searchParams;
  return (
    <PartnersScreen
      partners={await listPartners(ctx)}
      canManage={holds(ctx.actor, "partner.manage")}
      showsArchived={archived === "shown"}
    />
  );
}
