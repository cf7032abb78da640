import type { DelegationCheck } from "../../dns/check-delegation";
import { type Facts, factsFrom, factsOf } from "./facts";
import type { Checked, DueRow } from "./store";

/** Where nobody told how long resolvers may keep the keys, a whole day is waited. */
const USUAL_TTL_SECONDS = 86_400;
/** How soon it is looked again whether keys are gone: a twentieth of their time, within these bounds. */
const SOONEST_SECONDS = 30;
const LATEST_SECONDS = 900;

const OWN_RISKS = new Set([
  "dnssec",
  "dns_breaks",
  "dns_lame",
  "dns_unknown",
  "cname_target",
  "one_network",
]);

/** What a look at the DNS means for a row of a plan. */
export function judgeRow(row: DueRow, found: DelegationCheck, now: Date): Checked {
  const facts = factsFrom(found, now);
  if (row.isStaged) {
    const waiting = stillWaiting(row, facts, now);
    if (waiting) return waiting;
  }
  return {
    position: row.position,
    dns: found.verdict,
    facts,
    risks: risksOf(row.risks, found),
    againInSeconds: null,
  };
}

/** A row whose keys are to go first: null once they are gone, and so long that no resolver can have them any more. */
function stillWaiting(row: DueRow, facts: Facts, now: Date): Checked | null {
  const before = factsOf(row.dnsFacts);
  const ttlSeconds = facts.dsTtlSeconds ?? before?.dsTtlSeconds ?? USUAL_TTL_SECONDS;
  const goneAt = goneSince(facts, before, now);
  const leftSeconds = goneAt
    ? ttlSeconds - (now.getTime() - Date.parse(goneAt)) / 1_000
    : Number.POSITIVE_INFINITY;
  if (isGone(facts) && leftSeconds <= 0) return null;
  const usual = Math.min(LATEST_SECONDS, Math.max(SOONEST_SECONDS, ttlSeconds / 20));
  return {
    position: row.position,
    dns: "checking",
    facts: { ...facts, ds: facts.ds ?? before?.ds ?? null, dsTtlSeconds: ttlSeconds, goneAt },
    risks: row.risks,
    againInSeconds: leftSeconds > 0 && leftSeconds < Number.POSITIVE_INFINITY ? leftSeconds : usual,
  };
}

const isGone = ({ ds }: Facts): boolean => ds !== null && ds.length === 0;

/** What could not be found out ends no waiting, and what was known before still stands. */
function goneSince(facts: Facts, before: Facts | null, now: Date): string | null {
  if (facts.ds === null) return before?.goneAt ?? null;
  return isGone(facts) ? (before?.goneAt ?? now.toISOString()) : null;
}

/** Names of what a look found that a person has to think of, with those that have nothing to do with the DNS. */
function risksOf(risks: readonly string[], found: DelegationCheck): readonly string[] {
  const { verdict, ds, servers } = found;
  const isSigned = ds === null ? risks.includes("dnssec") : ds.length > 0;
  const isOpen = isSigned && verdict !== "safe" && verdict !== "breaks";
  return [
    ...(verdict === "safe" ? [] : [`dns_${verdict}`]),
    ...(isOpen ? ["dnssec"] : []),
    ...(servers.some(({ isAlias }) => isAlias) ? ["cname_target"] : []),
    ...(isOneNetwork(servers.flatMap(({ addresses }) => addresses)) ? ["one_network"] : []),
    ...risks.filter((risk) => !OWN_RISKS.has(risk)),
  ];
}

/** Whether all addresses lie in one /24, or one /48: where its network is down, all of them are. */
const isOneNetwork = (addresses: readonly string[]): boolean =>
  addresses.length > 1 && new Set(addresses.map(networkOf)).size === 1;

const networkOf = (address: string): string =>
  address.includes(":")
    ? address.split(":").slice(0, 3).join(":")
    : address.split(".").slice(0, 3).join(".");
