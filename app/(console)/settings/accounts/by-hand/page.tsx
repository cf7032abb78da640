import type { Metadata } from "next";
import { ByHandScreen } from "@/components/import/by-hand-screen";
import { arrivalPartners } from "@/server/accounts/list-accounts";
import { pageContext } from "@/server/auth/session";

export const metadata: Metadata = { title: "A registrar without an API" };

export default async function ByHandPage() {
  const ctx = await pageContext("account.manage");
  return <ByHandScreen partners={await arrivalPartners(ctx)} />;
}
