import { iso } from "../kernel/instant";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import type { Lifecycle } from "../names/lifecycles";
import type { LockState } from "../names/modes";
import { parseMinor } from "../names/money";
import { needsGlue } from "../names/nameserver-list";
import { hostSet } from "../operations/evidence";
import { totalFor } from "../operations/price-problem";
import {
  type CapabilityQuestion,
  capabilityFor,
  type Verdict,
} from "../registrars/capabilities-of";
import type { Operation } from "../registrars/operations";
import { panelOf } from "../registrars/panels";
import { ruleOf } from "../tlds/rules";
import type { NameFacts } from "./facts/store";
import { glueOf } from "./glue";
import type { PlanChange } from "./schemas";
import type { Quote, Side } from "./sides";

type Json = Readonly<Record<string, unknown>>;

/** What a plan does with one name, and why. */
export type Judged = {
  readonly verdict: "change" | "same" | "skipped" | "impossible";
  readonly rule?: string;
  readonly detail?: string;
  readonly before: Json;
  readonly after: Json;
  readonly risks: readonly string[];
  readonly costMinor?: number;
  readonly currency?: string;
};

export type Question = {
  readonly facts: NameFacts;
  readonly change: PlanChange;
  readonly side: Side | undefined;
  readonly quote: Quote | undefined;
  readonly isUnderWay: boolean;
  readonly now: Date;
};

const OPERATION_OF = {
  renew: "renew",
  nameserver_update: "nameservers",
  lock_update: "lock",
  auto_renew_update: "auto_renew",
  whois_update: "privacy",
  ds_update: "nameservers",
} as const satisfies Record<PlanChange["kind"], Operation>;

/** Judges one name against a change. Asks nobody: whatever it needs is in the question. */
export function judge(question: Question): Judged {
  const values = valuesOf(question);
  const obstacle = obstacleOf(question);
  if (obstacle) return { ...values, risks: [], ...obstacle };
  const outcome = { ...values, ...outcomeOf(question) };
  return question.isUnderWay ? besideAnother(outcome) : outcome;
}

function outcomeOf(question: Question): Outcome {
  const { change } = question;
  switch (change.kind) {
    case "renew":
      return renewal(question, change);
    case "nameserver_update":
      return delegation(question, change);
    case "ds_update":
      return unsigning(question);
    case "lock_update":
      return locking(question, change.locked);
    case "auto_renew_update":
      return autoRenewal(question, change.enabled);
    case "whois_update":
      return hiding(question, change.enabled);
  }
}

/**
 * Another wish for the same value is under way: the newer one is what counts in the end, so it is sent even where the
 * name is so by now.
 */
function besideAnother({ rule, detail, ...judged }: Judged): Judged {
  const risks = [...judged.risks, "pending_change"];
  if (judged.verdict === "same") return { ...judged, verdict: "change", risks };
  const said = { ...(rule ? { rule } : {}), ...(detail ? { detail } : {}) };
  return { ...judged, ...said, ...(judged.verdict === "change" ? { risks } : {}) };
}

type Outcome = Omit<Judged, "before" | "after"> & Partial<Pick<Judged, "after">>;

const verdict = (
  kind: "same" | "skipped" | "impossible",
  rule: string,
  detail: string,
): Pick<Judged, "verdict" | "rule" | "detail"> => ({ verdict: kind, rule, detail });

/** What the name has now, and what it is to get, of the field this change is about. */
function valuesOf({ facts, change }: Question): Pick<Judged, "before" | "after"> {
  switch (change.kind) {
    case "renew":
      return { before: { expiresAt: iso(facts.expiresAt) }, after: {} };
    case "nameserver_update":
      return {
        before: { nameservers: facts.nameservers },
        after: { nameservers: change.nameservers, ...glueOf(facts.name, change.glue) },
      };
    case "ds_update":
      return { before: { dnssec: facts.dnssec }, after: { ds: [] } };
    case "lock_update":
      return { before: { lockState: facts.lockState }, after: { locked: change.locked } };
    case "auto_renew_update":
      return { before: { autoRenew: facts.autoRenew }, after: { enabled: change.enabled } };
    case "whois_update":
      return { before: { privacy: facts.privacy }, after: { enabled: change.enabled } };
  }
}

type Obstacle = Pick<Judged, "verdict" | "rule" | "detail"> | null;

function obstacleOf(question: Question): Obstacle {
  const { facts, side, change, isUnderWay } = question;
  if (!side?.reader)
    return verdict(
      "impossible",
      "account",
      side?.failure ?? "Its account is not connected any more.",
    );
  if ((facts.flags & DOMAIN_FLAGS.missing) !== 0)
    return verdict("skipped", "missing", "The account no longer lists this name. Sync it first.");
  if (isUnderWay && change.kind === "renew")
    return verdict("skipped", "under_way", "A renewal of this name is under way already.");
  return capabilityObstacle(question, side.reader.capabilities, side.account);
}

type Asked = Pick<Question, "facts" | "now">;

/** What registry, registrar, the name itself or our own account let one do with a name now. */
export function capabilityOf(
  operation: Operation,
  { facts, now }: Asked,
  flags: CapabilityQuestion["flags"],
  restriction: CapabilityQuestion["restriction"],
): Verdict {
  const found = ruleOf(facts.name);
  return capabilityFor({
    flags,
    restriction,
    rule: found?.rule ?? null,
    facts: {
      ending: `.${found?.ending ?? facts.tld}`,
      lifecycle: facts.lifecycle as Lifecycle,
      statuses: facts.statuses,
      lockState: facts.lockState as LockState,
      registeredAt: iso(facts.registeredAt),
      expiresAt: iso(facts.expiresAt),
    },
    now,
  })[operation];
}

/** A capability that is missing as an obstacle: one of the name itself may pass. */
export const missingCapability = (
  answer: Extract<Verdict, { supported: false }>,
): Exclude<Obstacle, null> =>
  verdict(answer.because === "domain" ? "skipped" : "impossible", answer.because, answer.reason);

/** What registry, registrar, the name itself or our own account do not allow. */
function capabilityObstacle(
  { facts, change, now }: Question,
  flags: CapabilityQuestion["flags"],
  restriction: CapabilityQuestion["restriction"],
): Obstacle {
  const answer = capabilityOf(OPERATION_OF[change.kind], { facts, now }, flags, restriction);
  if (!answer.supported) return missingCapability(answer);
  if (change.kind !== "renew" || !answer.years) return null;
  const { least, most } = answer.years;
  return change.years < least || change.years > most
    ? verdict("impossible", "years", `It can be renewed for ${least} to ${most} years now.`)
    : null;
}

const addYears = (at: string, years: number): string => {
  const moved = new Date(at);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved.toISOString();
};

type Renewal = Extract<PlanChange, { kind: "renew" }>;

function renewal(question: Question, change: Renewal): Outcome {
  const { lifecycle, expiresAt: told } = question.facts;
  const expiresAt = iso(told);
  if (!expiresAt)
    return {
      risks: [],
      ...verdict(
        "skipped",
        "no_expiry",
        "Its registrar has not told when it expires. Sync it first.",
      ),
    };
  const after = { years: change.years, expiresAt: addYears(expiresAt, change.years) };
  const cost = renewalCost(question, change);
  if ("verdict" in cost) return { after, risks: [], ...cost };
  const { costMinor, currency, risks } = cost;
  const late = lifecycle === "active" ? [] : ["past_expiry"];
  return { verdict: "change", after, costMinor, currency, risks: [...risks, ...late] };
}

type Cost = { readonly costMinor: number; readonly currency: string; readonly risks: string[] };

/** What a renewal costs: by the registrar, or where it tells no prices, by the contract somebody entered. */
function renewalCost(
  { quote, side }: Question,
  { years, contractPrice }: Renewal,
): Cost | ReturnType<typeof verdict> {
  const tellsPrices = side?.reader?.capabilities.prices.supported ?? false;
  if (!tellsPrices && contractPrice) return contractCost(contractPrice, years);
  if (!quote || "problem" in quote)
    return verdict("impossible", "price", `Its price is not known. ${quote?.problem ?? ""}`.trim());
  const total = totalFor(quote.prices, "renew", years);
  const price = quote.prices.find(({ action }) => action === "renew");
  if (!total || !price)
    return verdict("impossible", "price", "The registrar tells no price for so many years.");
  const risks = total.isPremium ? ["premium"] : [];
  return { costMinor: total.totalMinor, currency: price.currency, risks };
}

function contractCost(
  { amount, currency }: NonNullable<Renewal["contractPrice"]>,
  years: number,
): Cost | ReturnType<typeof verdict> {
  const price = parseMinor(amount, currency);
  return price.ok
    ? { costMinor: price.value.minor * years, currency: price.value.currency, risks: ["own_price"] }
    : verdict("impossible", "price", price.error.message);
}

function delegation(
  { facts, side }: Question,
  { nameservers: wanted, glue = {} }: Extract<PlanChange, { kind: "nameserver_update" }>,
): Outcome {
  if (facts.nameservers && hostSet(facts.nameservers) === hostSet(wanted))
    return { risks: [], ...verdict("same", "same", "It has these nameservers already.") };
  const inside = wanted.filter((host) => needsGlue(facts.name, host));
  const isNew = !inside.every((host) => facts.nameservers?.includes(host));
  const bare = inside.filter((host) => !glue[host]);
  if (bare.length > 0 && isNew)
    return {
      risks: [],
      ...verdict(
        "impossible",
        "glue_required",
        `${bare.join(", ")} lies inside the name itself: give its addresses (glue) too.`,
      ),
    };
  const hosts = side?.reader?.capabilities.hosts;
  if (inside.length > bare.length && hosts?.supported === false)
    return {
      risks: [],
      ...verdict("impossible", "glue", `${hosts.reason} ${atPanel(side)}`.trim()),
    };
  return {
    verdict: "change",
    risks: [
      ...(facts.dnssec ? ["dnssec"] : []),
      ...(facts.nameservers ? [] : ["unknown_before"]),
      ...(isOneNetwork(wanted) ? ["one_domain"] : []),
    ],
  };
}

/** Keys are taken away where the registrar lets a program do so; elsewhere a person does it there. */
function unsigning({ side }: Question): Outcome {
  const flag = side?.reader?.capabilities.dnssec;
  if (flag?.supported === false)
    return {
      risks: [],
      ...verdict("impossible", "registrar", `${flag.reason} ${atPanel(side)}`.trim()),
    };
  return { verdict: "change", risks: ["unsigns"] };
}

/** Where a person does it by hand. */
function atPanel(side: Side | undefined): string {
  const panel = side && panelOf(side.account);
  return panel ? `Do it there: ${panel.url}` : "";
}

/** Whether all hosts lie below one name: if its zone fails, all of them do. */
const isOneNetwork = (hosts: readonly string[]): boolean =>
  new Set(hosts.map((host) => host.split(".").slice(-2).join("."))).size === 1;

function locking({ facts }: Question, locked: boolean): Outcome {
  if (facts.lockState === (locked ? "locked" : "unlocked"))
    return {
      risks: [],
      ...verdict("same", "same", locked ? "It is locked already." : "It is unlocked already."),
    };
  return { verdict: "change", risks: locked ? [] : ["unlocks"] };
}

function autoRenewal({ facts }: Question, enabled: boolean): Outcome {
  if (facts.autoRenew === (enabled ? "on" : "off"))
    return {
      risks: [],
      ...verdict(
        "same",
        "same",
        enabled ? "It renews itself already." : "It does not renew itself.",
      ),
    };
  return {
    verdict: "change",
    risks: [
      ...(enabled ? [] : ["will_lapse"]),
      ...(facts.autoRenew === "unknown" ? ["unknown_before"] : []),
    ],
  };
}

/** WHOIS privacy. Where it has to be bought only the registrar tells, when it is asked: it is refused then. */
function hiding({ facts }: Question, enabled: boolean): Outcome {
  if (facts.privacy === enabled)
    return {
      risks: [],
      ...verdict(
        "same",
        "same",
        enabled ? "The WHOIS hides its holder already." : "The WHOIS hides nothing of it already.",
      ),
    };
  return {
    verdict: "change",
    risks: [...(enabled ? [] : ["reveals"]), ...(facts.privacy === null ? ["unknown_before"] : [])],
  };
}
