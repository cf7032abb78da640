import type { Metadata } from "next";
import { PartnerScreen } from "@/components/partners/partner-screen";
import { holds } from "@/server/auth/policy";
import { orNotFound, pageContext } from "@/server/auth/session";
import { readPartner } from "@/server/partners/list-partners";

export const metadata: Metadata = { title: "Partner" };

export default async function PartnerPage({ params }: PageProps<"/settings/partners/[id]">) {
  const ctx = await pageContext("partner.read");
  const { id } = await params;
  const partner = await orNotFound(readPartner(ctx, { partnerId: id }));
  return <PartnerScreen partner={partner} canManage={holds(ctx.actor, "partner.manage")} />;
}
