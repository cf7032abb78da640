import type { Metadata } from "next";
import { RulesScreen } from "@/components/approvals/rules-screen";
import { listApprovalRules } from "@/server/approvals/list-rules";
import { pageContext } from "@/server/auth/session";
import { partnerChoices } from "@/server/portfolio/partner-choices";

export const metadata: Metadata = { title: "Approvals" };

export default async function ApprovalsPage() {
  const ctx = await pageContext("approval.manage");
  const [rules, partners] = await Promise.all([listApprovalRules(ctx), partnerChoices(ctx)]);
  return <RulesScreen initial={rules} partners={partners} />;
}
