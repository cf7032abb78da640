"use client";

import type { QueryProblem } from "@/server/portfolio/read-query";
import type { PortfolioOverview } from "@/server/portfolio/schemas";
import { AgeText } from "../ui/age-text";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";

/** Parameters of the address that cannot be used, and were left out. */
export function LeftOut({ problems }: { problems: readonly QueryProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <Notice
      tone="info"
      className="mb-3"
      title="Part of the address cannot be used and was left out."
    >
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <code className="font-mono text-12">{field.slice(0, 40)}</code> {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

type FailingProps = {
  failing: readonly PortfolioOverview["failing"][number][];
  seesAccounts: boolean;
};

/** Accounts whose last reading failed: their rows stay, as they were last told. */
export function FailingAccounts({ failing, seesAccounts }: FailingProps) {
  return failing.map(({ id, name, message, lastGoodAt }) => (
    <Notice
      key={id}
      className="mb-3"
      title={`${name} could not be read.`}
      action={
        seesAccounts && (
          <LinkButton href="/settings/accounts" size="s">
            Look at the account
          </LinkButton>
        )
      }
    >
      {message} Its names are shown as of{" "}
      {lastGoodAt ? <AgeText value={lastGoodAt} /> : "their first reading"}.
    </Notice>
  ));
}
