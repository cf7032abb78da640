import type { Metadata } from "next";
import { KeyList } from "@/components/keys/key-list";
import { PasswordCard } from "@/components/people/password-card";
import { PreferencesCard } from "@/components/people/preferences-card";
import { SessionList } from "@/components/people/session-list";
import { ROLE_WORDS } from "@/components/people/words";
import { PageHeader } from "@/components/shell/page-header";
import { listOwnSessions } from "@/server/auth/own-sessions";
import { pageContext } from "@/server/auth/session";
import { listOwnKeys } from "@/server/keys/own-keys";
import { readMe } from "@/server/people/read-me";

export const metadata: Metadata = { title: "Your account" };

export default async function YourAccountPage() {
  const ctx = await pageContext("self.manage");
  const [me, sessions, keys] = await Promise.all([
    readMe(ctx),
    listOwnSessions(ctx),
    listOwnKeys(ctx),
  ]);
  return (
    <>
      <PageHeader
        title="Your account"
        crumb="Your account"
        facts={`${me.name} · ${me.email} · ${ROLE_WORDS[me.role]}`}
      />
      <div className="grid gap-4">
        <SessionList sessions={sessions} />
        <KeyList keys={keys} />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <PasswordCard email={me.email} />
          <PreferencesCard />
        </div>
      </div>
    </>
  );
}
