import type { Metadata } from "next";
import { NewTransferScreen } from "@/components/transfers/new-transfer-screen";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { partnerChoices } from "@/server/portfolio/partner-choices";
import { transferChoices } from "@/server/transfers/list-transfers";

export const metadata: Metadata = { title: "Transfer names in" };

export default async function NewTransferPage() {
  const ctx = await pageContext("domain.pay");
  const [{ accounts }, partners] = await Promise.all([
    transferChoices(ctx),
    holds(ctx.actor, "partner.read") ? partnerChoices(ctx) : null,
  ]);
  return <NewTransferScreen accounts={accounts} partners={partners} />;
}
