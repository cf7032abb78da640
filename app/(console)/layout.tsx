import type { ReactNode } from "react";
import { PlanTray } from "@/components/plans/tray";
import { consoleNavigation } from "@/components/portfolio/console-navigation";
import { NamePalette } from "@/components/portfolio/name-palette";
import { AppShell } from "@/components/shell/app-shell";
import { signOutAction } from "@/server/actions/session";
import type { Actor } from "@/server/auth/actor";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { countConflicts } from "@/server/conflicts/list-conflicts";
import { overviewOf, partnersOf } from "./shared-reads";

const ROLE_WORDS = { admin: "Administrator", staff: "Staff", customer: "Customer" } as const;

const userOf = (actor: Actor) =>
  actor.kind === "user"
    ? { name: actor.name, email: actor.email, role: ROLE_WORDS[actor.role] }
    : { name: actor.name, email: "", role: "" };

/** The frame of every page behind the sign-in. Pages check their own permission: this one only shows what a role has. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext("domain.read");
  const seesPartners = holds(ctx.actor, "partner.read");
  const [overview, partners, conflicts] = await Promise.all([
    overviewOf(ctx, null).catch(() => null),
    seesPartners ? partnersOf(ctx).catch(() => []) : null,
    countConflicts(ctx).catch(() => 0),
  ]);
  const navigation = consoleNavigation({
    names: overview?.names ?? 0,
    failingAccounts: overview?.failing.length ?? 0,
    seesAccounts: holds(ctx.actor, "account.read"),
    seesPrices: holds(ctx.actor, "price.read"),
    managesPeople: holds(ctx.actor, "user.manage"),
    managesPartners: seesPartners,
    conflicts,
    managesSettings: holds(ctx.actor, "settings.manage"),
  });

  return (
    <AppShell
      navigation={navigation}
      homeHref="/"
      user={userOf(ctx.actor)}
      {...(partners ? { partners } : {})}
      sessionsHref="/settings/sessions"
      signOut={signOutAction}
      palette={<NamePalette canConnect={holds(ctx.actor, "account.manage")} />}
    >
      {children}
      <PlanTray />
    </AppShell>
  );
}
