"use client";

import { useQuery } from "@tanstack/react-query";
import type { PriceRuleDto, PriceRulesDto } from "@/server/prices/rules/schemas";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { formatMoney } from "../ui/numbers";
import { SkeletonBlock } from "../ui/skeleton";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { CeilingDialog } from "./ceiling-dialog";
import { priceQueries } from "./queries";
import { RemoveRule } from "./remove-rule";
import { RuleDialog } from "./rule-dialog";

/** When a move of a price is told, to whom, and the most that renewals may cost. */
export function RulesTab() {
  const rules = useQuery(priceQueries.rules());
  if (rules.data) return <Rules {...rules.data} />;
  if (rules.isError)
    return (
      <Card>
        <ErrorState
          title="The rules could not be loaded."
          cause={rules.error.message}
          retry={<Button onClick={() => void rules.refetch()}>Try again</Button>}
        />
      </Card>
    );
  return <SkeletonBlock label="Loading the rules" lines={6} />;
}

function Rules({ rules, canMail, mail, ceilings }: PriceRulesDto) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <MailNotice rules={rules} canMail={canMail} mail={mail} />
      <Card
        title="When a price is told"
        note="any rule that fits is enough"
        padded={false}
        action={<RuleDialog trigger={<Button size="s">Add a rule…</Button>} />}
      >
        {rules.length === 0 ? (
          <EmptyState title="No rule is left: prices are stored, and nothing is told.">
            Only a name that becomes premium, and an account that changes its currency, still raise
            an alert.
          </EmptyState>
        ) : (
          <RulesTable rules={rules} />
        )}
      </Card>
      <Card
        title="Ceilings of tags"
        note="a renewal above says so before it is ordered"
        action={<CeilingDialog trigger={<Button size="s">Set a ceiling…</Button>} />}
      >
        {ceilings.length === 0 ? (
          <p className="text-ink-2">
            None. A ceiling can also be set for one name, on its own page.
          </p>
        ) : (
          <ul className="grid gap-1">
            {ceilings.map((ceiling) => (
              <li key={ceiling.tag} className="flex flex-wrap items-center gap-x-3">
                <span className="font-medium">{ceiling.tag}</span>
                <span>{formatMoney(ceiling.minor, ceiling.currency)} a year</span>
                <CeilingDialog
                  ceiling={ceiling}
                  trigger={
                    <Button size="s" variant="quiet">
                      Change…<span className="sr-only"> the ceiling of {ceiling.tag}</span>
                    </Button>
                  }
                />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

/** What stands between a rule and whom it names. */
function MailNotice({ rules, canMail, mail }: Pick<PriceRulesDto, "rules" | "canMail" | "mail">) {
  const { failed, doubtful, pending } = mail;
  if (!canMail && rules.some(({ recipients }) => recipients.length > 0))
    return (
      <Notice tone="warn" title="No mail server is set, so nobody is told by e-mail.">
        Set SMTP_URL and MAIL_FROM in the environment.{" "}
        {pending > 0 && `${pending} messages wait; they are given up after a week.`}
      </Notice>
    );
  if (failed + doubtful === 0) return null;
  return (
    <Notice tone="warn" title="Some messages did not arrive for certain.">
      {failed > 0 && `${failed} could not be sent. `}
      {doubtful > 0 &&
        `${doubtful} were handed over without the server’s answer and are not sent again. `}
      Each alert tells whom it is about.
    </Notice>
  );
}

const scopeOf = ({ tldsUnicode, tags }: PriceRuleDto) =>
  [
    ...(tldsUnicode.length > 0 ? [tldsUnicode.map((tld) => `.${tld}`).join(", ")] : []),
    ...(tags.length > 0 ? [`names with the tag ${tags.join(" or ")}`] : []),
  ].join("; ") || "every price";

/** Its endings as they are registered, where that is spelt otherwise. */
const titleOf = ({ tlds, tldsUnicode }: PriceRuleDto): string | undefined => {
  const spelt = tlds.filter((tld, at) => tld !== tldsUnicode[at]).map((tld) => `.${tld}`);
  return spelt.length > 0 ? spelt.join(", ") : undefined;
};

function RulesTable({ rules }: { rules: readonly PriceRuleDto[] }) {
  return (
    <Table caption="Price rules" stacked>
      <thead>
        <tr>
          <Th>Rule</Th>
          <Th>Of</Th>
          <Th>When it moves by</Th>
          <Th>Told</Th>
          <Th labelHidden>What can be done</Th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <Tr key={rule.id}>
            <Td phone="title" wrap className="py-2 font-medium">
              {rule.name}{" "}
              {!rule.isEnabled && (
                <Status tone="muted" icon="dot">
                  off
                </Status>
              )}
            </Td>
            <Td wrap phone="line" className="py-2">
              <span title={titleOf(rule)}>{scopeOf(rule)}</span>
            </Td>
            <Td wrap phone="line" className="py-2">
              {rule.holdsPercent} % {rule.needsBoth ? "and" : "or"} {rule.thresholdAmount} in its
              currency
              {rule.thresholdPercent === null && (
                <span className="block text-12 text-ink-3">the percentage of the organisation</span>
              )}
            </Td>
            <Td wrap phone="line" className="py-2 [overflow-wrap:anywhere]">
              {rule.recipients.length === 0
                ? "here alone"
                : `${rule.recipients.join(", ")}, ${rule.delivery === "digest" ? "once a day" : "at once"}`}
            </Td>
            <Td phone="line" className="py-2">
              <span className="flex justify-end gap-2 max-md:justify-start">
                <RuleDialog
                  rule={rule}
                  trigger={
                    <Button size="s">
                      Change…<span className="sr-only"> {rule.name}</span>
                    </Button>
                  }
                />
                <RemoveRule rule={rule} />
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
