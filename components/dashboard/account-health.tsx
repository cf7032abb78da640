import type { AccountDto } from "@/server/accounts/schemas";
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

/** An account this long behind its time is late: several ticks have passed it by. */
const LATE_MS = 30 * 60_000;

const isLate = ({ nextSyncAt, state }: AccountDto, now: string) =>
  state !== "syncing" && nextSyncAt !== null && Date.parse(now) - Date.parse(nextSyncAt) > LATE_MS;

type AccountHealthProps = { accounts: readonly AccountDto[]; now: string };

/** Each registrar account: how it is, when it last answered well, and whether its next reading is overdue. */
export function AccountHealth({ accounts, now }: AccountHealthProps) {
  return (
    <Card
      title="Registrar accounts"
      padded={false}
      action={
        <LinkButton href="/settings/accounts" variant="quiet" size="s">
          All accounts
        </LinkButton>
      }
    >
      <Table caption="Health of registrar accounts" stacked>
        <thead>
          <tr>
            <Th>Account</Th>
            <Th>State</Th>
            <Th>Last good answer</Th>
            <Th numeric>Names</Th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <Tr key={account.id}>
              <Td phone="line">
                <RowLink href={withQuery(`/settings/accounts/${account.id}`, {})} prefetch={false}>
                  {account.name}
                </RowLink>
              </Td>
              <Td>
                <AccountState account={account} />{" "}
                {isLate(account, now) && <Flag tone="warn">Late</Flag>}
              </Td>
              <Td muted>
                {account.lastGoodCallAt ? <AgeText value={account.lastGoodCallAt} /> : "Never"}
              </Td>
              <Td numeric>
                {formatCount(account.names)}
                <span className="md:hidden"> names</span>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
