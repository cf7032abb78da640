import { TrendingDown, TrendingUp } from "lucide-react";
import { effectOf, signedPercent, subjectOf } from "@/server/prices/alert-words";
import type { CheaperDto, PriceAlertDto } from "@/server/prices/alerts/schemas";
import { AgeText } from "../ui/age-text";
import { DateText } from "../ui/date-text";
import { Flag } from "../ui/flag";
import { formatMoney } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import type { PriceNavigation } from "./use-price-address";
import { ALERT_STATE_WORDS, DECISION_WORDS } from "./words";

type AlertsTableProps = {
  alerts: readonly PriceAlertDto[];
  isBusy: boolean;
  address: PriceNavigation;
};

/** Alerts as a table, the newest first; on a phone each is a card. */
export function AlertsTable({ alerts, isBusy, address }: AlertsTableProps) {
  return (
    <Table caption="Price alerts" stacked stickyHead busy={isBusy}>
      <thead>
        <tr>
          <Th>Price</Th>
          <Th>Account</Th>
          <Th numeric>Before</Th>
          <Th numeric>Now</Th>
          <Th numeric>Change</Th>
          <Th>Holds from</Th>
          <Th>Bears on</Th>
          <Th>Cheaper at</Th>
          <Th>Noticed</Th>
          <Th>State</Th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => (
          <AlertRow key={alert.id} alert={alert} address={address} />
        ))}
      </tbody>
    </Table>
  );
}

/** On a phone, a cell without anything in it would leave a gap. */
const onPhone = (content: unknown) => (content ? "flow" : "hidden");

/** What it is about as it is registered, where that is spelt otherwise. */
export const spelledOf = ({ kind, tld, tldUnicode, name, nameUnicode }: PriceAlertDto) =>
  kind === "currency" || (tld === tldUnicode && name === nameUnicode)
    ? undefined
    : name || `.${tld}`;

function AlertRow({ alert, address }: { alert: PriceAlertDto; address: PriceNavigation }) {
  const { kind, oldMinor, newMinor, currency, oldCurrency, cheaper } = alert;
  return (
    <Tr>
      <Td phone="title" wrap className="py-2">
        <RowLink href={address.href({ alert: alert.id })} prefetch={false} scroll={false}>
          <span title={spelledOf(alert)}>
            {kind === "currency" ? `Prices in ${currency}` : subjectOf(alert)}
          </span>
        </RowLink>
        {kind === "premium" && (
          <span className="ml-2">
            <Flag tone="bad">premium now</Flag>
          </span>
        )}
        {kind === "currency" && (
          <span className="ml-2">
            <Flag tone="info">currency</Flag>
          </span>
        )}
      </Td>
      <Td wrap muted className="py-2">
        {alert.account}
      </Td>
      <Td wrap numeric muted className="py-2 whitespace-nowrap">
        {kind === "currency"
          ? oldCurrency
          : oldMinor !== null && formatMoney(oldMinor, oldCurrency ?? currency)}
      </Td>
      <Td wrap numeric className="py-2 whitespace-nowrap font-medium">
        <span className="font-normal text-ink-3 md:hidden">→ </span>
        {kind === "currency" ? currency : formatMoney(newMinor, currency)}
      </Td>
      <Td wrap numeric className="py-2">
        {kind === "price" && oldMinor !== null && (
          <Change percent={signedPercent(oldMinor, newMinor)} isDown={newMinor < oldMinor} />
        )}
      </Td>
      <Td wrap muted className="py-2" phone={onPhone(alert.effectiveOn)}>
        {alert.effectiveOn ? <DateText value={alert.effectiveOn} distance /> : "now"}
      </Td>
      <Td wrap phone="line" className="py-2 text-ink-2">
        {kind === "currency" ? "every price of the account" : effectOf(alert)}
      </Td>
      <Td wrap phone={onPhone(cheaper)} className="py-2 text-ink-2">
        {cheaper && <CheaperAt cheaper={cheaper} />}
      </Td>
      <Td wrap muted className="py-2">
        <AgeText value={alert.noticedAt} />
      </Td>
      <Td wrap phone="line" className="py-2">
        <AlertState alert={alert} />
      </Td>
    </Tr>
  );
}

function CheaperAt({ cheaper }: { cheaper: CheaperDto }) {
  return (
    <>
      <span className="text-ink-3 md:hidden">cheaper at </span>
      {cheaper.account}, {formatMoney(cheaper.renewMinor, cheaper.currency)}
    </>
  );
}

/** Up is dearer and down is cheaper: an arrow and a sign say so, not the colour alone. */
function Change({ percent, isDown }: { percent: string; isDown: boolean }) {
  const Arrow = isDown ? TrendingDown : TrendingUp;
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap ${isDown ? "text-ok" : "text-bad"}`}
    >
      <Arrow className="size-3.5" />
      {percent || (isDown ? "to nothing" : "from nothing")}
    </span>
  );
}

/** Whether somebody looked at it, and what was decided. */
export function AlertState({ alert: { state, decision } }: { alert: PriceAlertDto }) {
  if (state === "decided")
    return <Status tone="ok">{DECISION_WORDS[decision ?? ""] ?? "Decided"}</Status>;
  return state === "new" ? (
    <Status tone="info" icon="dot">
      {ALERT_STATE_WORDS.new}
    </Status>
  ) : (
    <Status tone="plain" icon="dot">
      {ALERT_STATE_WORDS.seen}
    </Status>
  );
}
