import type { Lifecycle } from "../names/lifecycles";
import type { LockState } from "../names/modes";
import type { CapabilityFlag } from "../registrars/gateway";
import type { TransferWay } from "../registrars/transfer-ways";
import { firm, type TldRule, type TransferHold } from "../tlds/rule";

/** How a check came out: `risk` is told and holds nothing up, `unknown` is what nobody told us. */
export const CHECK_STATES = ["pass", "risk", "unknown", "fix", "wait", "impossible"] as const;
export type CheckState = (typeof CHECK_STATES)[number];

export const PREFLIGHT_VERDICTS = ["pass", "fix", "wait", "impossible"] as const;
export type PreflightVerdict = (typeof PREFLIGHT_VERDICTS)[number];

/** One rule held against one name: what it says, and who says so. */
export type Check = {
  readonly rule: string;
  readonly state: CheckState;
  readonly text: string;
  readonly source: string | null;
  /** The first instant at which it stands in the way no more. */
  readonly until?: string;
};

/** What stands here of a name that is ours already, in another account. */
export type OwnFacts = {
  readonly accountName: string;
  readonly lifecycle: Lifecycle;
  readonly statuses: readonly string[];
  readonly lockState: LockState;
  readonly registeredAt: string | null;
  readonly expiresAt: string | null;
  readonly dnssec: boolean | null;
};

export type PreflightQuestion = {
  readonly ending: string;
  readonly rule: TldRule | null;
  readonly way: TransferWay;
  readonly flag: CapabilityFlag;
  readonly registrarName: string;
  /** Null: the name is in none of our accounts, so little is known of it. */
  readonly own: OwnFacts | null;
  /** When it last came to one of our accounts, by our own records. */
  readonly arrivedAt: string | null;
  readonly isUnderWay: boolean;
  /** What the gaining registrar says of the name: free names belong to nobody. */
  readonly availability: { readonly state: string; readonly evidence: string } | null;
  readonly years: number;
  readonly now: Date;
};

const HOUSE = "A rule of this house";
const EPP = "RFC 5731 §2.3";
const DAY_MS = 86_400_000;
/** A name that is about to expire may do so on its way. */
export const EXPIRY_MARGIN_DAYS = 15;

const check = (
  rule: string,
  state: CheckState,
  text: string,
  source: string | null,
  until?: string,
): Check => ({ rule, state, text, source, ...(until ? { until } : {}) });

const day = (iso: string): string => iso.slice(0, 10);

/** Everything that is held against a name before it is transferred. Asks nobody. */
export function preflight(question: PreflightQuestion): readonly Check[] {
  return [
    account(question),
    ending(question),
    registered(question),
    underWay(question),
    phase(question),
    registrarLock(question),
    serverLock(question),
    ...holds(question),
    margin(question),
    cap(question),
    dnssec(question),
  ];
}

const WORST: readonly PreflightVerdict[] = ["impossible", "wait", "fix"];

/** What the checks of a name come to, and the one that says so first. */
export function verdictOf(checks: readonly Check[]): {
  readonly verdict: PreflightVerdict;
  readonly first: Check | null;
  /** The first day on which nothing makes it wait any longer. */
  readonly earliestAt: string | null;
} {
  const verdict = WORST.find((one) => checks.some(({ state }) => state === one)) ?? "pass";
  const waits = checks.flatMap(({ state, until }) => (state === "wait" && until ? [until] : []));
  return {
    verdict,
    first: checks.find(({ state }) => state === verdict && verdict !== "pass") ?? null,
    earliestAt: waits.sort().at(-1) ?? null,
  };
}

function account({ flag, registrarName }: PreflightQuestion): Check {
  return flag.supported
    ? check("account", "pass", `${registrarName} takes names in by this account.`, registrarName)
    : check("account", "impossible", flag.reason, registrarName);
}

function ending({ ending: name, rule, way, registrarName }: PreflightQuestion): Check {
  if (way.endings && !way.endings.some((one) => name === one || name.endsWith(`.${one}`)))
    return check(
      "ending",
      "impossible",
      `${registrarName} takes names of .${way.endings.join(", .")} only.`,
      way.source,
    );
  if (!rule || Object.keys(rule).length === 0)
    return check(
      "ending",
      "unknown",
      `No rule of the registry of .${name} is known here; the registrar decides.`,
      null,
    );
  return check("ending", "pass", `The rules of .${name} are known.`, null);
}

function registered({ availability, own, registrarName }: PreflightQuestion): Check {
  if (own)
    return check(
      "registered",
      "pass",
      `It is ours already, in the account ${own.accountName}.`,
      null,
    );
  const { state = "unknown", evidence = "" } = availability ?? {};
  if (state === "available")
    return check(
      "registered",
      "impossible",
      "Nobody has registered this name. Is it spelt right?",
      registrarName,
    );
  return state === "unknown"
    ? check(
        "registered",
        "unknown",
        `Whether it is registered is not known. ${evidence}`.trim(),
        registrarName,
      )
    : check("registered", "pass", "It is registered.", registrarName);
}

function underWay({ isUnderWay, own }: PreflightQuestion): Check {
  if (isUnderWay)
    return check(
      "open_request",
      "impossible",
      "A transfer of this name is under way already.",
      HOUSE,
    );
  if (own?.statuses.includes("pendingTransfer"))
    return check(
      "open_request",
      "impossible",
      "The registry has a transfer of it open (pendingTransfer).",
      EPP,
    );
  return own
    ? check("open_request", "pass", "No transfer of it is open.", EPP)
    : check("open_request", "unknown", "Whether another transfer is open is not known.", null);
}

const PHASES: Readonly<Partial<Record<Lifecycle, readonly [CheckState, string]>>> = {
  redemption: ["fix", "It was deleted and has to be restored where it is first."],
  pending_delete: ["impossible", "It is on its way out of the registry; nobody can move it."],
  grace: ["fix", "It has expired. Renew it where it is first."],
  expired: ["fix", "It has expired. Renew it where it is first."],
};

function phase({ own }: PreflightQuestion): Check {
  if (!own || own.lifecycle === "unknown")
    return check("phase", "unknown", "Whether it has expired or was deleted is not known.", null);
  const [state, text] = PHASES[own.lifecycle] ?? ["pass", "It is neither expired nor deleted."];
  return check("phase", state, text, "RFC 3915 §3.1");
}

function registrarLock({ rule, own, ending: name }: PreflightQuestion): Check {
  const has = firm(rule?.transferLock);
  const source = rule?.transferLock?.source ?? EPP;
  if (has === false)
    return check(
      "registrar_lock",
      "pass",
      `The registry of .${name} has no transfer lock.`,
      source,
    );
  if (!own || own.lockState === "unknown")
    return check(
      "registrar_lock",
      "unknown",
      "Whether it is locked is not known; the lock must be off.",
      source,
    );
  const isLocked = own.lockState === "locked" || own.statuses.includes("clientTransferProhibited");
  return isLocked
    ? check(
        "registrar_lock",
        "fix",
        `Its transfer lock is on. Unlock it in ${own.accountName} first.`,
        source,
      )
    : check("registrar_lock", "pass", "Its transfer lock is off.", source);
}

function serverLock({ own }: PreflightQuestion): Check {
  if (!own)
    return check("registry_lock", "unknown", "Whether the registry holds it is not known.", EPP);
  return own.statuses.includes("serverTransferProhibited")
    ? check(
        "registry_lock",
        "fix",
        "The registry has locked it (serverTransferProhibited). Its present registrar has that taken off.",
        EPP,
      )
    : check("registry_lock", "pass", "The registry does not hold it.", EPP);
}

const SINCE = {
  registration: "registered",
  transfer: "transferred",
  holder_change: "given to another holder",
} as const;

const isInForce = ({ from, until }: TransferHold, today: string): boolean =>
  from !== null && from <= today && (until === null || today < until);

/** One check for each kind of hold in force; the longest of a kind counts. */
function holds(question: PreflightQuestion): Check[] {
  const { rule, now } = question;
  const today = now.toISOString().slice(0, 10);
  const inForce = (rule?.holds ?? []).filter(
    (fact) => fact.confidence !== "low" && isInForce(fact.value, today),
  );
  const kinds = Map.groupBy(inForce, ({ value }) => value.after);
  return [...kinds.values()].flatMap((facts) => {
    const longest = facts.reduce((one, other) => (other.value.days > one.value.days ? other : one));
    const { source, value } = longest;
    return [hold(question, value, value.from ? `${source}, since ${value.from}` : source)];
  });
}

/** When what starts a hold happened, as far as we know: of a change of holder nobody tells. */
function sinceOf(
  { own, arrivedAt }: PreflightQuestion,
  after: TransferHold["after"],
): string | null {
  if (after === "registration") return own?.registeredAt ?? null;
  return after === "transfer" ? arrivedAt : null;
}

function hold(question: PreflightQuestion, { after, days }: TransferHold, source: string): Check {
  const rule = `hold_${after}`;
  const since = sinceOf(question, after);
  if (!since)
    return check(
      rule,
      "unknown",
      `When it was last ${SINCE[after]} is not known; for ${days} days after that it may be held.`,
      source,
    );
  const until = new Date(Date.parse(since) + days * DAY_MS).toISOString();
  return until > question.now.toISOString()
    ? check(
        rule,
        "wait",
        `It was ${SINCE[after]} on ${day(since)}; for ${days} days its registrar may refuse.`,
        source,
        until,
      )
    : check(rule, "pass", `It was ${SINCE[after]} more than ${days} days ago.`, source);
}

function margin({ own, now }: PreflightQuestion): Check {
  if (!own?.expiresAt)
    return check("expiry_margin", "unknown", "When it expires is not known.", null);
  const days = Math.floor((Date.parse(own.expiresAt) - now.getTime()) / DAY_MS);
  return days >= EXPIRY_MARGIN_DAYS
    ? check("expiry_margin", "pass", `It expires in ${days} days.`, HOUSE)
    : check(
        "expiry_margin",
        "fix",
        `It expires on ${day(own.expiresAt)}: too soon, as a transfer takes a week. Renew it where it is first.`,
        HOUSE,
      );
}

const plusYears = (at: Date, years: number): Date => {
  const moved = new Date(at);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved;
};

/** How many years a transfer adds: what the registry gives, whatever was asked. */
export function yearsAdded(rule: TldRule | null, asked: number): number {
  const span = firm(rule?.transferYears);
  return span ? Math.min(span.most, Math.max(span.least, asked)) : asked;
}

function cap({ rule, own, years, now }: PreflightQuestion): Check {
  const most = firm(rule?.yearsAhead);
  const source = rule?.yearsAhead?.source ?? null;
  const added = yearsAdded(rule, years);
  if (added === 0)
    return check(
      "years_cap",
      "pass",
      "The transfer adds no time.",
      rule?.transferYears?.source ?? null,
    );
  if (most === undefined || !own?.expiresAt)
    return check("years_cap", "unknown", "How far ahead it is paid for is not known.", source);
  const fits = plusYears(new Date(own.expiresAt), added - most);
  return fits.getTime() > now.getTime()
    ? check(
        "years_cap",
        "wait",
        `It is paid for until ${day(own.expiresAt)}, and the transfer adds ${added} ${added === 1 ? "year" : "years"}: more than ${most} years ahead.`,
        source,
        fits.toISOString(),
      )
    : check("years_cap", "pass", `The added time stays within ${most} years.`, source);
}

function dnssec({ own }: PreflightQuestion): Check {
  if (!own || own.dnssec === null)
    return check("dnssec", "unknown", "Whether it is signed (DNSSEC) is not known.", null);
  return own.dnssec
    ? check(
        "dnssec",
        "risk",
        "It is signed (DNSSEC). If its DS record is lost on the way, or its DNS moves without its keys, resolvers stop answering.",
        null,
      )
    : check("dnssec", "pass", "It is not signed (DNSSEC).", null);
}
