import { spokenDay } from "../names/spoken-day";
import type { Confidence, Fact, TldRule, TransferHold, Years } from "./rule";

/** A rule as a person reads it, with who says so. */
export type RuleText = {
  readonly text: string;
  readonly source: string;
  readonly confidence: Confidence;
};

const years = ({ least, most }: Years): string => {
  const last = `${most} ${most === 1 ? "year" : "years"}`;
  return least === most ? last : `${least} to ${last}`;
};

const AFTER: Readonly<Record<TransferHold["after"], string>> = {
  registration: "its registration",
  transfer: "a transfer",
  holder_change: "a change of holder",
};

function holdText({ days, after, from, until }: TransferHold): string {
  const sentence = `For ${days} days after ${AFTER[after]} the registrar may refuse a transfer`;
  if (from === null) return `${sentence} (decided, no day set)`;
  return until === null
    ? `${sentence} (since ${spokenDay(from)})`
    : `${sentence} (${spokenDay(from)} to ${spokenDay(until)})`;
}

const line = <T>(fact: Fact<T> | undefined, text: (value: T) => string): RuleText[] =>
  fact ? [{ text: text(fact.value), source: fact.source, confidence: fact.confidence }] : [];

const asText = (text: string) => text;

function dnssecText(rule: TldRule): RuleText[] {
  return line(rule.dnssec, (has) =>
    has ? "The registry takes DNSSEC keys" : "No DNSSEC at the registry",
  );
}

/** The rules that bear on each thing one may do with a name. */
export const ruleTexts: Readonly<
  Record<
    | "renew"
    | "nameservers"
    | "lock"
    | "transfer"
    | "auto_renew"
    | "privacy"
    | "contacts"
    | "auth_code"
    | "hosts"
    | "dns"
    | "dnssec",
    (rule: TldRule) => RuleText[]
  >
> = {
  renew: (rule) => [
    ...line(rule.renewYears, (span) => `Renewed for ${years(span)} at a time`),
    ...line(rule.yearsAhead, (most) => `Paid for at most ${most} years ahead`),
  ],
  nameservers: dnssecText,
  lock: (rule) =>
    line(rule.transferLock, (has) =>
      has ? "A registrar can lock a name against transfers" : "The registry has no transfer lock",
    ),
  transfer: (rule) => [
    ...line(rule.transferNeedsCode, (needs) =>
      needs ? "A transfer needs the auth code" : "A transfer needs no auth code",
    ),
    ...line(rule.transferYears, (span) =>
      span.most === 0 ? "A transfer adds no time" : `A transfer adds ${years(span)}`,
    ),
    ...(rule.holds ?? []).flatMap((one) => line(one, holdText)),
  ],
  auto_renew: (rule) =>
    line(rule.autoRenew, (has) =>
      has ? "Names can renew themselves" : "The registry renews no name by itself",
    ),
  privacy: () => [],
  contacts: (rule) => line(rule.holderNumbers, asText),
  auth_code: (rule) =>
    line(rule.transferNeedsCode, (needs) =>
      needs ? "A transfer needs the auth code" : "A transfer needs no auth code",
    ),
  hosts: () => [],
  dns: () => [],
  dnssec: dnssecText,
};
