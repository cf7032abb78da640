"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import Link from "next/link";
import { useEffect } from "react";
import { decideAlertAction, seeAlertsAction } from "@/server/actions/prices";
import { effectOf, headlineOf, subjectOf } from "@/server/prices/alert-words";
import type { CheaperDto, PriceAlertDto } from "@/server/prices/alerts/schemas";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { DateText } from "../ui/date-text";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { Drawer } from "../ui/drawer";
import { LinkButton } from "../ui/link-button";
import { formatCount, formatMoney } from "../ui/numbers";
import { useToast } from "../ui/toast";
import { priceHref } from "./address";
import { AlertState, spelledOf } from "./alerts-table";
import { CeilingDialog } from "./ceiling-dialog";
import { LazyHistory } from "./lazy-history";
import { PlanFromAlert } from "./plan-from-alert";
import { MAIL_WORDS } from "./words";

type AlertDrawerProps = { alert: PriceAlertDto; onClose: () => void };

/** Everything one alert tells, and what can be done about it. */
export function AlertDrawer({ alert, onClose }: AlertDrawerProps) {
  useSeen(alert);
  const { kind, tld, name, action, years } = alert;
  return (
    <Drawer
      width="l"
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={kind === "currency" ? `Prices in ${alert.currency}` : subjectOf(alert)}
      description={[spelledOf(alert), `at ${alert.account}`].filter(Boolean).join(", ")}
      actions={<Decisions alert={alert} />}
    >
      <div className="grid gap-5">
        <div className="grid gap-2">
          <p className="text-14 font-medium">{headlineOf(alert)}.</p>
          <AlertState alert={alert} />
        </div>
        {alert.cheaper && <Cheaper cheaper={alert.cheaper} names={alert.names} />}
        {kind !== "currency" && (
          <LazyHistory query={{ tld, name, action, years }} title={subjectOf(alert)} />
        )}
        <DefinitionList entries={factsOf(alert)} />
      </div>
    </Drawer>
  );
}

/** Whoever opens an alert has seen it. */
function useSeen({ id, state }: PriceAlertDto): void {
  const client = useQueryClient();
  useEffect(() => {
    if (state !== "new") return;
    void seeAlertsAction({ ids: [id] }).then(() =>
      client.invalidateQueries({ queryKey: ["prices", "alerts"] }),
    );
  }, [id, state, client]);
}

/** Where it costs less, and when moving pays. */
function Cheaper({ cheaper, names }: { cheaper: CheaperDto; names: number }) {
  const { account, renewMinor, transferMinor, currency, savedMinor, payBackYears } = cheaper;
  return (
    <section aria-labelledby="cheaper" className="rounded-m border border-line bg-bg p-3.5">
      <h3 id="cheaper" className="font-semibold">
        A year costs {formatMoney(renewMinor, currency)} at {account}
      </h3>
      <p className="mt-1 mb-3 text-ink-2">
        {names > 0 &&
          `${formatCount(names)} names would save ${formatMoney(savedMinor, currency)} a year. `}
        {transferMinor === null
          ? "What moving a name costs there is not told."
          : `Moving a name costs ${formatMoney(transferMinor, currency)}, a year included: ${payBackWords(payBackYears)}.`}
      </p>
      <LinkButton href={"/transfers/new" as Route} size="s">
        Move names there…
      </LinkButton>
    </section>
  );
}

function payBackWords(years: number | null): string {
  if (years === null) return "nothing is saved by it";
  if (years === 0) return "less than the year here, so it pays at once";
  return `it has paid for itself after ${years} ${years === 1 ? "year" : "years"}`;
}

function factsOf(alert: PriceAlertDto): Definition[] {
  const { noticedAt, effectiveOn, mails, decidedAt, decidedByName } = alert;
  return [
    { term: "Noticed", value: <DateText value={noticedAt} time /> },
    ...(alert.names > 0
      ? [
          {
            term: "Bears on",
            value: (
              <Link
                href={priceHref({ tab: "names", q: alert.name || `.${alert.tld}` })}
                className="link"
              >
                {effectOf(alert)}
              </Link>
            ),
          },
        ]
      : []),
    {
      term: "Holds from",
      value: effectiveOn ? <DateText value={effectiveOn} distance /> : "the moment it was noticed",
    },
    ...(decidedAt
      ? [
          {
            term: "Decided",
            value: (
              <>
                <DateText value={decidedAt} time /> by {decidedByName}
              </>
            ),
          },
        ]
      : []),
    {
      term: "Told by e-mail",
      value:
        mails.length === 0 ? (
          <span className="text-ink-3">nobody: no rule names a recipient</span>
        ) : (
          <ul>
            {mails.map(({ recipient, state }) => (
              <li key={recipient} className="[overflow-wrap:anywhere]">
                {recipient}, {MAIL_WORDS[state] ?? state}
              </li>
            ))}
          </ul>
        ),
    },
  ];
}

function Decisions({ alert }: { alert: PriceAlertDto }) {
  const client = useQueryClient();
  const toast = useToast();
  const decide = useMutation({
    mutationFn: () => settled<void>(decideAlertAction({ id: alert.id, decision: "accepted" })),
    onSuccess: () => toast({ title: "The price is accepted" }),
    onError: (error) => toast({ title: "Not saved", description: error.message, tone: "bad" }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["prices"] }),
  });
  const canPlan = alert.action === "renew" && alert.kind !== "currency" && alert.names > 0;
  return (
    <>
      {canPlan && <PlanFromAlert alert={alert} />}
      {canPlan && alert.name === "" && (
        <CeilingDialog trigger={<Button>Raise a ceiling…</Button>} />
      )}
      {alert.name !== "" && (
        <LinkButton href={`/domains/${alert.name}` as Route}>Open the name</LinkButton>
      )}
      {alert.state !== "decided" && (
        <Button pending={decide.isPending} onClick={() => decide.mutate()}>
          Accept the price
        </Button>
      )}
    </>
  );
}
