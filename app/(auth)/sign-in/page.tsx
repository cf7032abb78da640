import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { AuthPanel } from "@/components/auth/auth-panel";
import { ownPath } from "@/components/auth/own-path";
import { SignInForm } from "@/components/auth/sign-in-form";
import { houseContext } from "@/server/auth/caller";
import { demoSignIns } from "@/server/auth/demo-sign-ins";
import { isSignedIn } from "@/server/auth/session";
import { needsSetUp } from "@/server/auth/set-up";
import { environment } from "@/server/kernel/env";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { callbackUrl, error } = await searchParams;
  const leadsTo = ownPath(callbackUrl);
  if (await isSignedIn()) redirect(leadsTo as Route);
  if (await needsSetUp(houseContext("sign-in"))) redirect("/set-up");
  return (
    <AuthPanel title="Sign in" summary="to your organisation’s domain console">
      <SignInForm
        leadsTo={leadsTo}
        earlier={typeof error === "string" ? error : undefined}
        hasSingleSignOn={environment().oidc !== undefined}
        demoSignIns={demoSignIns()}
      />
    </AuthPanel>
  );
}
