"use client";

import type { ReactNode } from "react";
import type { DomainDetailDto } from "@/server/domains/schemas";
import { PageHeader } from "../shell/page-header";
import { CopyButton } from "../ui/copy-button";
import { DateText } from "../ui/date-text";
import { DomainNameText } from "../ui/domain-name-text";
import { Flag } from "../ui/flag";
import { LifecycleStatus } from "./lifecycle-status";
import { AUTO_RENEW_WORDS } from "./words";

type DomainHeaderProps = { domain: DomainDetailDto; actions: ReactNode };

/** What the name is, how it stands, and by when somebody must act. */
export function DomainHeader({ domain, actions }: DomainHeaderProps) {
  const isInternational = domain.name !== domain.nameUnicode;
  return (
    <PageHeader
      crumb={domain.nameUnicode}
      title={
        <DomainNameText
          name={domain.nameUnicode}
          ascii={domain.name}
          className="font-semibold! [&>span]:font-medium!"
        />
      }
      facts={
        <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <CopyButton text={domain.name} what="name" />
          {isInternational && (
            <span className="inline-flex items-center gap-1.5 font-mono text-12 select-all">
              <span className="sr-only">Registered as </span>
              {domain.name}
            </span>
          )}
          <LifecycleStatus lifecycle={domain.lifecycle} />
          {domain.isCritical && <Flag tone="warn">critical</Flag>}
        </span>
      }
      summary={<Summary domain={domain} />}
      actions={actions}
    />
  );
}

const SEPARATOR = " · ";

function Summary({ domain }: { domain: DomainDetailDto }) {
  const facts = [
    `auto-renew ${AUTO_RENEW_WORDS[domain.autoRenew].toLowerCase()}`,
    domain.account.name,
    domain.partner?.name ?? "no partner",
  ];
  return (
    <>
      <ActBy domain={domain} />
      {SEPARATOR}
      {facts.join(SEPARATOR)}
    </>
  );
}

const WITHOUT_DAY: Partial<Record<DomainDetailDto["lifecycle"], string>> = {
  pending_delete: "Too late to renew or restore",
  redemption: "Restorable, by a day nobody told",
  grace: "Renewable, by a day nobody told",
  transfer_in: "On its way to us",
};

function ActBy({ domain }: { domain: DomainDetailDto }) {
  if (!domain.renewBy)
    return domain.expiresAt ? (
      <>
        {WITHOUT_DAY[domain.lifecycle] ?? "Expired"}, expiry <DateText value={domain.expiresAt} />
      </>
    ) : (
      (WITHOUT_DAY[domain.lifecycle] ?? "No expiry told")
    );
  return (
    <>
      {domain.lifecycle === "redemption" ? "Restore by " : "Renew by "}
      <DateText
        value={domain.renewBy}
        distance
        className="font-semibold text-ink [&>span]:font-normal [&>span]:text-13 [&>span]:text-ink-2"
      />
    </>
  );
}
