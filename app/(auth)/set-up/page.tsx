import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuthPanel } from "@/components/auth/auth-panel";
import { SetUpForm } from "@/components/auth/set-up-form";
import { houseContext } from "@/server/auth/caller";
import { needsSetUp } from "@/server/auth/set-up";

export const metadata: Metadata = { title: "Set up" };

/** There only until somebody can sign in. */
export default async function SetUpPage() {
  if (!(await needsSetUp(houseContext("set-up")))) notFound();
  return (
    <AuthPanel
      title="Set up Namekeep"
      summary="Nobody can sign in yet. Whoever can read the server’s log creates the first administrator."
    >
      <SetUpForm />
    </AuthPanel>
  );
}
