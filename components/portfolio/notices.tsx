"use client";

import type { PortfolioOverview } from "@/server/portfolio/schemas";
import { AgeText } from "../ui/age-text";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";

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
