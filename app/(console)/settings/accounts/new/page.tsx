import type { Metadata } from "next";
import { ConnectScreen } from "@/components/accounts/connect/connect-screen";
import { connectChoices } from "@/server/accounts/connect-choices";
import { arrivalPartners } from "@/server/accounts/list-accounts";
import { pageContext } from "@/server/auth/session";

export const metadata: Metadata = { title: "Connect an account" };

export default async function ConnectAccountPage() {
  const ctx = await pageContext("account.manage");
  return <ConnectScreen guides={connectChoices(ctx)} partners={await arrivalPartners(ctx)} />;
}
