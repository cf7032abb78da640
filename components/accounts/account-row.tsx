import type { AccountDto } from "@/server/accounts/schemas";
import { AgeText } from "../ui/age-text";
import { formatCount } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { withQuery } from "../ui/with-query";
import { AccountState } from "./account-state";
import { KeyAge } from "./key-age";
import { LimitLeft } from "./limit-left";
import { NextSync } from "./next-sync";
import { wordOfUse } from "./uses";

/** The page of the account tells it as well; the list is not to scroll sideways for it. */
const WHERE_ROOM = "max-[1360px]:hidden";

/** The head that goes with {@link AccountRow}. */
export const AccountsHead = ({ hasKeys }: { hasKeys: boolean }) => (
  <thead>
    <tr>
      <Th>Name</Th>
      <Th>Registrar</Th>
      <Th>Used for</Th>
      <Th numeric>Names</Th>
      <Th numeric className={WHERE_ROOM}>
        Capabilities
      </Th>
      <Th>State</Th>
      <Th numeric>Calls left</Th>
      {hasKeys && <Th>Key</Th>}
      <Th>Last good call</Th>
      <Th>Next sync</Th>
    </tr>
  </thead>
);

/** One account, as a row on a wide screen and a card on a phone. */
export function AccountRow({ account, hasKeys }: { account: AccountDto; hasKeys: boolean }) {
  const met = account.capabilities.filter(({ isMet }) => isMet).length;
  return (
    <Tr>
      <Td phone="line">
        <RowLink href={withQuery(`/settings/accounts/${account.id}`, {})}>{account.name}</RowLink>
      </Td>
      <Td muted>
        {account.registrarName}
        {account.endpoint !== "production" && ` · ${account.endpointLabel}`}
        {account.proxy && " · through a proxy"}
      </Td>
      <Td muted>{account.byHand ? "Keeping track" : wordOfUse(account)}</Td>
      <Td numeric>
        {formatCount(account.names)}
        <span className="md:hidden"> {account.names === 1 ? "name" : "names"}</span>
      </Td>
      <Td numeric muted phone="hidden" className={WHERE_ROOM}>
        {account.byHand ? "–" : `${met} of ${account.capabilities.length}`}
      </Td>
      <Td>
        <AccountState account={account} />
      </Td>
      <Td numeric muted phone="hidden">
        {account.limits.map((limit) => (
          <LimitLeft key={limit.endpoint} limit={limit} />
        ))}
      </Td>
      {hasKeys && (
        <Td muted>
          {account.key && (
            <>
              <span className="md:hidden">key </span>
              <KeyAge at={account.key.changedAt} />
            </>
          )}
        </Td>
      )}
      <Td muted phone="hidden">
        {account.byHand ? (
          <BroughtIn at={account.byHand.broughtInAt} />
        ) : account.lastGoodCallAt ? (
          <AgeText value={account.lastGoodCallAt} />
        ) : (
          "Never"
        )}
      </Td>
      <Td muted>
        {account.byHand ? (
          "From files only"
        ) : (
          <>
            <span className="md:hidden">next sync </span>
            <NextSync at={account.nextSyncAt} />
          </>
        )}
      </Td>
    </Tr>
  );
}

function BroughtIn({ at }: { at: string | null }) {
  if (!at) return "No names brought in";
  return (
    <>
      Brought in <AgeText value={at} />
    </>
  );
}
