import { Globe } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { z } from "zod";
import { FirstSteps } from "@/components/dashboard/first-steps";
import { LatestEntries } from "@/components/dashboard/latest-entries";
import { RecentRuns } from "@/components/dashboard/recent-runs";
import { RenewalCalendar } from "@/components/dashboard/renewal-calendar";
import { SpendCard } from "@/components/dashboard/spend-card";
import { SyncHealth } from "@/components/dashboard/sync-health";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { listAccounts } from "@/server/accounts/list-accounts";
import { listAudit } from "@/server/audit/list-entries";
import { ACTION_NAMES, EMPTY_AUDIT_QUERY } from "@/server/audit/schemas";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { lastGood } from "@/server/dashboard/last-good";
import { readRenewals } from "@/server/dashboard/read-renewals";
import { readSpend } from "@/server/dashboard/read-spend";
import { readSyncHealth } from "@/server/dashboard/read-sync-health";
import { readWork } from "@/server/dashboard/read-work";
import type { Kept, SpendDto, WorkDto } from "@/server/dashboard/schemas";
import type { ServiceContext } from "@/server/kernel/context";
import { listPriceRules } from "@/server/prices/price-rules";
import { listRuns } from "@/server/sync/list-runs";
import { EMPTY_RUN_QUERY } from "@/server/sync/schemas";
import { Block } from "./block";
import { Waiting, WaitingSkeleton } from "./waiting";

export const metadata: Metadata = { title: "Dashboard" };

const LATEST = 8;
/** Who signed in and out is no work; it stands in the log. */
const CHANGES = ACTION_NAMES.filter((action) => /^(?:domain|sync|account|partner)\./.test(action));
const Partner = z.uuid().nullable().catch(null);

export default async function DashboardPage({ searchParams }: PageProps<"/">) {
  const ctx = await pageContext("domain.read");
  const partner = ctx.scope.all ? Partner.parse((await searchParams).partner ?? null) : null;
  const block = { requestId: ctx.requestId };
  const work = lastGood(ctx, `work ${partner}`, () => readWork(ctx, { partner }));
  // Prices are the house's, and told of all its names together.
  const seesSpend = holds(ctx.actor, "price.read") && partner === null;
  const spend = seesSpend ? lastGood(ctx, "spend", () => readSpend(ctx)) : null;
  const runsSync = holds(ctx.actor, "sync.run");
  return (
    <>
      <PageHeader title="Dashboard" />
      <div className="grid gap-4">
        <Suspense fallback={<WaitingSkeleton />}>
          <WaitingOrStart ctx={ctx} work={work} partner={partner} />
        </Suspense>
        <Block {...block} title="Renewals by month" load={() => renewalsOf(ctx, partner, spend)}>
          {({ renewals, costs }) => (
            <RenewalCalendar renewals={renewals} costs={costs} partner={partner} />
          )}
        </Block>
        {spend && (
          <Block {...block} title="Spend" load={() => known(spend)}>
            {(kept) => <SpendCard spend={kept} />}
          </Block>
        )}
        {runsSync && (
          <Block {...block} title="Sync health" load={() => syncHealth(ctx)}>
            {({ accounts, health }) =>
              accounts.length > 0 && (
                <SyncHealth accounts={accounts} health={health} now={ctx.now().toISOString()} />
              )
            }
          </Block>
        )}
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <Block
            {...block}
            title="Latest changes"
            load={() =>
              listAudit(ctx, { ...EMPTY_AUDIT_QUERY, action: CHANGES, limit: LATEST, partner })
            }
          >
            {({ rows }) => <LatestEntries entries={rows} />}
          </Block>
          <Block
            {...block}
            title="Recent syncs"
            load={() => listRuns(ctx, { ...EMPTY_RUN_QUERY, limit: LATEST })}
          >
            {({ rows }) => <RecentRuns runs={rows} />}
          </Block>
        </div>
      </div>
    </>
  );
}

type Spend = Promise<Kept<SpendDto> | null>;

async function renewalsOf(ctx: ServiceContext, partner: string | null, spend: Spend | null) {
  const [renewals, kept] = await Promise.all([readRenewals(ctx, { partner }), spend]);
  const months = kept?.value.months ?? [];
  return { renewals, costs: months.some(({ sums }) => sums.length > 0) ? months : null };
}

/** What is known of the spend, for a block that says when it is not. */
async function known(spend: Spend): Promise<Kept<SpendDto>> {
  const kept = await spend;
  if (!kept) throw new Error("the spend could not be told, and never was");
  return kept;
}

async function syncHealth(ctx: ServiceContext) {
  const [accounts, health] = await Promise.all([listAccounts(ctx), readSyncHealth(ctx)]);
  return { accounts, health };
}

type WaitingOrStartProps = {
  ctx: ServiceContext;
  work: Promise<Kept<WorkDto> | null>;
  partner: string | null;
};

/** The counts, or in an empty house the first steps. */
async function WaitingOrStart({ ctx, work, partner }: WaitingOrStartProps) {
  const known = await work;
  if (known && known.value.names === 0 && !partner) return <Start ctx={ctx} work={known.value} />;
  return <Waiting ctx={ctx} work={work} partner={partner} />;
}

/** Nothing is here yet: whoever may connect an account is led there, the others are told what they wait for. */
async function Start({ ctx, work }: { ctx: ServiceContext; work: WorkDto }) {
  if (!holds(ctx.actor, "account.manage"))
    return (
      <Card>
        <EmptyState icon={<Globe />} title="No names are here yet.">
          They appear as soon as {ctx.scope.all ? "an account is read" : "some are assigned to you"}
          .
        </EmptyState>
      </Card>
    );
  const [accounts, { rules }] = await Promise.all([listAccounts(ctx), listPriceRules(ctx)]);
  return (
    <FirstSteps
      hasContact={rules.some(({ recipients }) => recipients.length > 0)}
      hasAccount={accounts.length > 0}
      hasNames={work.names > 0}
      isAssigned={work.names > 0 && work.counts.unassigned === 0}
    />
  );
}
