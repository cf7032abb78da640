"use client";

import type { AccountDto, ByHandDto } from "@/server/accounts/schemas";
import { AccountState } from "../accounts/account-state";
import type { ManageChoices } from "../accounts/manage-choices";
import { PageHeader } from "../shell/page-header";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { DefinitionList } from "../ui/definition-list";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { withQuery } from "../ui/with-query";
import { ByHandMenu } from "./by-hand-menu";
import { ImportsTable } from "./imports-table";
import { namesInWords } from "./words";

type ByHandAccountProps = {
  account: AccountDto;
  byHand: ByHandDto;
  /** Who may be given names, for those who may manage the account. */
  partners: ManageChoices["partners"] | undefined;
};

/** An account that nobody calls: where its names come from, and how old they are. */
export function ByHandAccount({ account, byHand, partners }: ByHandAccountProps) {
  const bringIn = withQuery(`/settings/accounts/${account.id}/names`, {});
  return (
    <>
      <PageHeader
        title={account.name}
        crumb={account.name}
        facts={`${account.registrarName} · Kept by hand · ${namesInWords(account.names)}`}
        actions={
          <>
            {partners && <ByHandMenu account={account} byHand={byHand} partners={partners} />}
            <LinkButton href={withQuery("/domains", { account: account.id })}>
              Show its names
            </LinkButton>
            <LinkButton href={bringIn} variant="primary">
              Bring names in
            </LinkButton>
          </>
        }
      />
      <div className="grid gap-4">
        <Freshness byHand={byHand} />
        <Card title="Account">
          <DefinitionList
            entries={[
              { term: "State", value: <AccountState account={account} /> },
              { term: "Registrar", value: account.registrarName },
              { term: "Its panel", value: <Panel url={byHand.panelUrl} /> },
              {
                term: "Names brought in",
                value: byHand.broughtInAt ? <AgeText value={byHand.broughtInAt} /> : "Never",
              },
              {
                term: "New names go to",
                value: account.defaultPartner?.name ?? "Nobody: staff assign them",
              },
              {
                term: "Used for",
                value: "Keeping its names in view. Changes are made at the registrar.",
              },
              { term: "Set up", value: <DateText value={account.createdAt} /> },
            ]}
          />
        </Card>
        <ImportsTable accountId={account.id} />
      </div>
    </>
  );
}

function Freshness({ byHand: { isStale, broughtInAt } }: { byHand: ByHandDto }) {
  if (!broughtInAt)
    return (
      <Notice
        tone="info"
        title="No names were brought in yet. Bring in a file from the registrar’s panel."
      />
    );
  if (!isStale) return null;
  return (
    <Notice title="The names are more than 30 days old.">
      They were last brought in <AgeText value={broughtInAt} />, and nobody can be asked about them.
      Download a list from the registrar’s panel and bring it in.
    </Notice>
  );
}

function Panel({ url }: { url: string | null }) {
  if (!url) return "Not told";
  return (
    <a
      className="link [overflow-wrap:anywhere]"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
    >
      {url}
    </a>
  );
}
