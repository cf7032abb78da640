"use client";

import type { AccountDto } from "@/server/accounts/schemas";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { DefinitionList } from "../ui/definition-list";
import { LinkButton } from "../ui/link-button";
import { withQuery } from "../ui/with-query";
import { AccountState } from "./account-state";
import { KeyAge } from "./key-age";
import { NextSync } from "./next-sync";
import { chosenUse, USES } from "./uses";
import { intervalInWords } from "./words";

/** How an account is, since when, and what happens next. */
export function HealthCard({ account }: { account: AccountDto }) {
  const { lastGoodCallAt, failure, defaultPartner, key } = account;
  return (
    <Card
      title="Health"
      action={
        <LinkButton href={withQuery("/sync", { account: account.id })} size="s">
          Sync runs
        </LinkButton>
      }
    >
      <DefinitionList
        className="[&_.status]:whitespace-normal"
        entries={[
          { term: "State", value: <AccountState account={account} /> },
          {
            term: "Used for",
            value: USES.find(({ value }) => value === chosenUse(account))?.label ?? "",
          },
          {
            term: "Last good call",
            value: lastGoodCallAt ? <AgeText value={lastGoodCallAt} /> : "Never",
          },
          ...(failure?.at ? [{ term: "Last failure", value: <AgeText value={failure.at} /> }] : []),
          {
            term: "Next sync",
            value: (
              <>
                <NextSync at={account.nextSyncAt} />, {intervalInWords(account.syncIntervalMinutes)}
              </>
            ),
          },
          { term: "New names go to", value: defaultPartner?.name ?? "Nobody: staff assign them" },
          ...(key
            ? [{ term: "Key", value: <Key hint={key.hint} changedAt={key.changedAt} /> }]
            : []),
          { term: "Connected", value: <DateText value={account.createdAt} /> },
        ]}
      />
    </Card>
  );
}

function Key({ hint, changedAt }: { hint: string; changedAt: string }) {
  return (
    <>
      {hint && (
        <>
          ends in <code className="font-mono">{hint}</code>,{" "}
        </>
      )}
      <KeyAge at={changedAt} />
    </>
  );
}
