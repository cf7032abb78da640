"use client";

import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import type { AccountDto } from "@/server/accounts/schemas";
import { ApiError } from "../query/api-error";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { formatCount } from "../ui/numbers";
import { Table } from "../ui/table";
import { TableSkeleton } from "../ui/table-skeleton";
import { AccountRow, AccountsHead } from "./account-row";
import { accountQueries } from "./queries";

/** Every registrar account with its health. */
export function AccountsScreen({ canManage }: { canManage: boolean }) {
  const { data: accounts, error, refetch, isFetching } = useQuery(accountQueries.list());
  return (
    <>
      <PageHeader
        title="Registrar accounts"
        facts={accounts?.length ? <Facts accounts={accounts} /> : null}
        {...(canManage ? { actions: <ConnectLink /> } : {})}
      />
      <Card padded={false}>
        {error && !accounts ? (
          <ErrorState
            title="The accounts could not be loaded."
            cause={error.message}
            requestId={error instanceof ApiError ? error.requestId : undefined}
            retry={
              <Button pending={isFetching} onClick={() => void refetch()}>
                Try again
              </Button>
            }
          />
        ) : (
          <Accounts accounts={accounts} canManage={canManage} />
        )}
      </Card>
    </>
  );
}

const ConnectLink = () => (
  <LinkButton href="/settings/accounts/new" variant="primary">
    Connect an account
  </LinkButton>
);

function Facts({ accounts }: { accounts: readonly AccountDto[] }) {
  const names = accounts.reduce((sum, account) => sum + account.names, 0);
  const failing = accounts.filter(({ state }) => state === "failing").length;
  return (
    <>
      {accounts.length === 1 ? "1 account" : `${accounts.length} accounts`} · {formatCount(names)}{" "}
      {names === 1 ? "name" : "names"}
      {failing > 0 && <span className="text-bad"> · {failing} failing</span>}
    </>
  );
}

type AccountsProps = { accounts: readonly AccountDto[] | undefined; canManage: boolean };

function Accounts({ accounts, canManage }: AccountsProps) {
  if (accounts?.length === 0)
    return (
      <EmptyState
        icon={<Plug />}
        title="No registrar account is connected."
        {...(canManage ? { action: <ConnectLink /> } : {})}
      >
        Connect one, and its names appear in the portfolio within minutes.
      </EmptyState>
    );
  const key = canManage ? ["w-24"] : [];
  return (
    <Table caption="Registrar accounts" stacked stickyHead busy={!accounts}>
      <AccountsHead hasKeys={canManage} />
      <tbody>
        {accounts ? (
          accounts.map((account) => (
            <AccountRow key={account.id} account={account} hasKeys={canManage} />
          ))
        ) : (
          <TableSkeleton
            columns={[
              "w-28",
              "w-20",
              "w-24",
              "w-10",
              "w-16",
              "w-28",
              "w-16",
              ...key,
              "w-20",
              "w-24",
            ]}
            rows={3}
          />
        )}
      </tbody>
    </Table>
  );
}
