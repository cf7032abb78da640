import type { AccountDto } from "@/server/accounts/schemas";
import type { AccountSyncDto, SyncHealthDto } from "@/server/dashboard/schemas";
import { AccountState } from "../accounts/account-state";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { Flag } from "../ui/flag";
import { LinkButton } from "../ui/link-button";
import { formatCount } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { withQuery } from "../ui/with-query";
import { ScheduleAlerts } from "./schedules-card";

/** An account this long behind its time is late: several ticks have passed it by. */
const LATE_MS = 30 * 60_000;

const isLate = ({ nextSyncAt, state }: AccountDto, now: string) =>
  state !== "syncing" && nextSyncAt !== null && Date.parse(now) - Date.parse(nextSyncAt) > LATE_MS;

/** The one sentence that the table says. */
function summary(accounts: readonly AccountDto[], health: SyncHealthDto, now: string): string {
  const failing = accounts.filter(({ state }) => state === "failing").length;
  const late = accounts.filter((account) => isLate(account, now)).length;
  const unread = health.accounts.reduce((sum, { errors }) => sum + errors, 0);
  const toLookAt = health.schedules.filter(({ alert }) => alert !== null).length;
  const wrong = [
    failing > 0 ? `${failing} failing` : "",
    late > 0 ? `${late} late` : "",
    unread > 0 ? `${formatCount(unread)} names could not be read last time` : "",
    toLookAt > 0 ? `${toLookAt} ${toLookAt === 1 ? "schedule" : "schedules"} to look at` : "",
  ].filter(Boolean);
  const all = `${accounts.length} ${accounts.length === 1 ? "account" : "accounts"}`;
  return wrong.length > 0 ? `${all}: ${wrong.join(", ")}.` : `${all}, all well and in time.`;
}

type SyncHealthProps = { accounts: readonly AccountDto[]; health: SyncHealthDto; now: string };

/** Each registrar account: how it is, when it was last read whole, whether it is late, and what could not be read. */
export function SyncHealth({ accounts, health, now }: SyncHealthProps) {
  const syncs = new Map(health.accounts.map((sync) => [sync.accountId, sync]));
  return (
    <Card
      title="Sync health"
      padded={false}
      action={
        <LinkButton href="/settings/accounts" variant="quiet" size="s">
          All accounts
        </LinkButton>
      }
    >
      <p className="px-3.5 pb-3 text-ink-2">{summary(accounts, health, now)}</p>
      <div className="grid gap-2 px-3.5 pb-3 empty:hidden">
        <ScheduleAlerts schedules={health.schedules} />
      </div>
      <Table caption="Health of registrar accounts" stacked>
        <thead>
          <tr>
            <Th>Account</Th>
            <Th>State</Th>
            <Th>Last read whole</Th>
            <Th numeric>Errors</Th>
            <Th numeric>Names</Th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <Account
              key={account.id}
              account={account}
              sync={syncs.get(account.id)}
              isLate={isLate(account, now)}
            />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

type AccountProps = { account: AccountDto; sync: AccountSyncDto | undefined; isLate: boolean };

function Account({ account, sync, isLate }: AccountProps) {
  const lastGoodAt = sync?.lastGoodAt ?? null;
  return (
    <Tr>
      <Td phone="line">
        <RowLink href={withQuery(`/settings/accounts/${account.id}`, {})} prefetch={false}>
          {account.name}
        </RowLink>
      </Td>
      <Td>
        <AccountState account={account} /> {isLate && <Flag tone="warn">Late</Flag>}
      </Td>
      <Td muted>
        {account.byHand ? "Kept by hand" : lastGoodAt ? <AgeText value={lastGoodAt} /> : "Never"}
      </Td>
      <Td numeric className={sync?.errors ? "text-warn" : "text-ink-3"}>
        {formatCount(sync?.errors ?? 0)}
        <span className="md:hidden"> errors</span>
      </Td>
      <Td numeric>
        {formatCount(account.names)}
        <span className="md:hidden"> names</span>
      </Td>
    </Tr>
  );
}
