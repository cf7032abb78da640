"use client";

import { useQuery } from "@tanstack/react-query";
import type { AccountDetailDto, AccountDto } from "@/server/accounts/schemas";
import { RulesCard } from "../conflicts/rules-card";
import { ByHandAccount } from "../import/by-hand-account";
import { ApiError } from "../query/api-error";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { formatCount } from "../ui/numbers";
import { withQuery } from "../ui/with-query";
import { AbilitiesCard } from "./abilities-card";
import { AccountMenu } from "./account-menu";
import { BreakerNotice } from "./breaker-notice";
import { CapabilitiesCard } from "./capabilities-card";
import { HealthCard } from "./health-card";
import { LimitsCard } from "./limits-card";
import type { ManageChoices } from "./manage-choices";
import { accountQueries } from "./queries";
import { SyncNowButton } from "./sync-now-button";
import { Steps } from "./test-results";
import { WayCard } from "./way-card";

type AccountScreenProps = {
  accountId: string;
  /** What an administrator may choose from; null for staff. */
  manage: ManageChoices | null;
};

/** One registrar account: how it is, what it can do, and what can be done with it. */
export function AccountScreen({ accountId, manage }: AccountScreenProps) {
  const { data: account, error, refetch, isFetching } = useQuery(accountQueries.one(accountId));
  if (account?.byHand)
    return <ByHandAccount account={account} byHand={account.byHand} partners={manage?.partners} />;
  if (account) return <Account account={account} manage={manage} />;
  if (!error) return <PageHeader title="Registrar account" />;
  return (
    <ErrorState
      level={1}
      title="This account could not be loaded."
      cause={error.message}
      requestId={error instanceof ApiError ? error.requestId : undefined}
      retry={
        <Button pending={isFetching} onClick={() => void refetch()}>
          Try again
        </Button>
      }
    />
  );
}

type AccountProps = { account: AccountDetailDto; manage: ManageChoices | null };

function Account({ account, manage }: AccountProps) {
  const names = `${formatCount(account.names)} ${account.names === 1 ? "name" : "names"}`;
  return (
    <>
      <PageHeader
        title={account.name}
        crumb={account.name}
        facts={`${account.registrarName} · ${account.endpointLabel} · ${names}`}
        actions={
          <>
            {manage && <AccountMenu account={account} manage={manage} />}
            <LinkButton href={withQuery(`/settings/accounts/${account.id}/names`, {})}>
              Names from a file
            </LinkButton>
            <LinkButton href={withQuery("/domains", { account: account.id })}>
              Show its names
            </LinkButton>
            <SyncNowButton account={account} />
          </>
        }
      />
      <div className="grid grid-cols-1 gap-4">
        <BreakerNotice account={account} />
        {account.failure && <FailureNotice failure={account.failure} />}
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <div className="grid grid-cols-1 gap-4">
            <HealthCard account={account} />
            <LimitsCard account={account} canManage={manage !== null} />
            <WayCard account={account} canManage={manage !== null} />
            <RulesCard accountId={account.id} partners={manage?.partners ?? null} />
          </div>
          <div className="grid grid-cols-1 gap-4">
            <AbilitiesCard account={account} canManage={manage !== null} />
            <CapabilitiesCard account={account} />
          </div>
        </div>
      </div>
    </>
  );
}

function FailureNotice({ failure }: { failure: NonNullable<AccountDto["failure"]> }) {
  return (
    <Notice tone="bad" title={`${failure.cause}. ${failure.message}`}>
      <p>The names stay as they were last seen.</p>
      <Steps steps={failure.steps} />
    </Notice>
  );
}
