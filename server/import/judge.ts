import { withMismatch } from "../domains/auto-renew-wish";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import { agedRecord, BLANK_RECORD, type RemoteRecord } from "../sync/drift";
import { canBeginOn, canExpireOn } from "../sync/plausible";
import type { ToldDate } from "./read-date";
import type { ReadRow, RowValues } from "./read-row";
import type { ImportReach, RowProblem, Verdict } from "./schemas";

/** A partner that names may be given to. */
export type PartnerChoice = { readonly id: string; readonly name: string };

/** Where a file is held against: its account, what it may do there, and who may be given names. */
export type Ground = {
  readonly account: { readonly id: string; readonly name: string };
  readonly reach: ImportReach;
  readonly defaultPartner: PartnerChoice | null;
  /** By id and by name in lower case. */
  readonly partners: ReadonlyMap<string, PartnerChoice>;
  readonly now: Date;
};

/** A name that is here already. */
export type KnownName = {
  readonly id: string;
  readonly version: number;
  readonly account: { readonly id: string; readonly name: string };
  readonly partner: PartnerChoice | null;
  readonly record: RemoteRecord;
  readonly autoRenewWish: boolean | null;
  readonly tags: readonly string[];
  readonly notes: string;
  /** Fields the registrar itself has told. */
  readonly told: ReadonlySet<string>;
};

/** A name as it is, or is to be: the registrar's part, and ours. */
export type NameState = {
  readonly record: RemoteRecord;
  readonly autoRenewWish: boolean | null;
  readonly tags: readonly string[];
  readonly notes: string;
  readonly account: { readonly id: string; readonly name: string };
  readonly partner: PartnerChoice | null;
};

type Snapshot = Readonly<Record<string, unknown>>;

/** What is to become of a record. `next` stands for names that are added or changed. */
export type Judgement = {
  readonly verdict: Verdict;
  readonly problems: readonly RowProblem[];
  readonly next: NameState | null;
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
};

const refused = (problems: readonly RowProblem[], verdict: Verdict = "refused"): Judgement => ({
  verdict,
  problems,
  next: null,
  before: null,
  after: null,
});

const problem = (field: string, code: string, message: string): RowProblem => ({
  field,
  code,
  message,
});

/** A name another account holds moves only once that account's own list no longer has it. */
const isHeldElsewhere = ({ account, record }: KnownName, ground: Ground): boolean =>
  account.id !== ground.account.id &&
  !(ground.reach.addsNames && (record.flags & DOMAIN_FLAGS.missing) !== 0);

function ownerProblem(known: KnownName | null, ground: Ground): Judgement | null {
  if (known && isHeldElsewhere(known, ground)) {
    const message = `${known.account.name} holds this name; it stays there.`;
    return refused([problem("name", "other_account", message)], "conflict");
  }
  if (known || ground.reach.addsNames) return null;
  const message = `${ground.account.name} lists its names by itself, and this is none of them.`;
  return refused([problem("name", "not_listed", message)]);
}

function partnerProblem(
  values: RowValues,
  known: KnownName | null,
  ground: Ground,
): RowProblem | null {
  if (values.partner === undefined) return null;
  const partner = ground.partners.get(values.partner.toLowerCase());
  if (!partner) return problem("partner", "unknown_partner", "There is no such partner in use.");
  if (!known?.partner || known.partner.id === partner.id) return null;
  const message = `The name belongs to ${known.partner.name}. Move it in the portfolio.`;
  return problem("partner", "other_partner", message);
}

function dateProblems({ name, registeredAt, expiresAt }: RowValues, now: Date): RowProblem[] {
  const found: RowProblem[] = [];
  if (expiresAt && !canExpireOn(expiresAt.at, name, now))
    found.push(problem("expiresAt", "range", "No registration can expire on this day."));
  if (registeredAt && !canBeginOn(registeredAt.at, now))
    found.push(problem("registeredAt", "range", "No registration can begin on this day."));
  if (registeredAt && expiresAt && registeredAt.at > expiresAt.at)
    found.push(problem("expiresAt", "order", "It would expire before it was registered."));
  return found;
}

/** A day without a time says nothing against an instant on that day. */
function dateOver(told: ToldDate | undefined, known: string | null): string | null {
  if (!told) return known;
  const isSameDay =
    told.isDay && known && new Date(known).toISOString().slice(0, 10) === told.at.slice(0, 10);
  return isSameDay ? known : told.at;
}

const LOCK = "clientTransferProhibited";

function factsOver(values: RowValues, known: KnownName | null, ground: Ground): RemoteRecord {
  const record = known?.record ?? BLANK_RECORD;
  const { facts } = ground.reach;
  const takes = (field: string) =>
    facts === "all" || (facts === "untold" && !known?.told.has(field));
  const taken = <T>(field: string, value: T | undefined, otherwise: T): T =>
    value === undefined || !takes(field) ? otherwise : value;
  const statuses = taken("statuses", values.statuses, record.statuses);
  return {
    ...record,
    registeredAt: dateOver(
      taken("registeredAt", values.registeredAt, undefined),
      record.registeredAt,
    ),
    expiresAt: dateOver(taken("expiresAt", values.expiresAt, undefined), record.expiresAt),
    nameservers: taken("nameservers", values.nameservers, record.nameservers),
    registrant: taken("registrant", values.registrant, record.registrant),
    statuses,
    unknownStatuses: taken("statuses", values.unknownStatuses, record.unknownStatuses),
    lockState:
      statuses !== record.statuses && statuses.includes(LOCK) ? "locked" : record.lockState,
    // Where the registrar can be asked, the file tells what we wish; the mode is the registrar's word.
    autoRenew:
      facts === "all" && values.autoRenew !== undefined
        ? ({ true: "on", false: "off" } as const)[`${values.autoRenew}`]
        : record.autoRenew,
  };
}

function wishOver(values: RowValues, known: KnownName | null, ground: Ground): boolean | null {
  const wish = known?.autoRenewWish ?? null;
  if (values.autoRenew === undefined) return wish;
  return ground.reach.facts === "all" && wish !== null ? wish : values.autoRenew;
}

function flagsOf(record: RemoteRecord, wish: boolean | null, isHere: boolean): number {
  const { missing, unknown_status } = DOMAIN_FLAGS;
  const kept = record.flags & ~unknown_status & ~(isHere ? missing : 0);
  const unknown = record.unknownStatuses.length > 0 ? unknown_status : 0;
  return withMismatch(kept | unknown, wish, record.autoRenew);
}

/** Facts with the phase they put a name in. Where no fact changed, time is left to those who watch it. */
function aged(facts: RemoteRecord, known: KnownName | null, tld: string, now: Date): RemoteRecord {
  const before = known?.record ?? BLANK_RECORD;
  const isSilent = facts.expiresAt === null && facts.statuses.length === 0;
  const isTouched = FACTS.some((field) => !isSame(before[field], facts[field], field));
  return isSilent || !isTouched ? facts : agedRecord(facts, { tld, autoRenewWish: null }, now);
}

function stateAfter(values: RowValues, known: KnownName | null, ground: Ground): NameState {
  const facts = aged(factsOver(values, known, ground), known, values.tld, ground.now);
  const autoRenewWish = wishOver(values, known, ground);
  const isHere = known?.account.id !== ground.account.id || ground.reach.facts === "all";
  const flags = flagsOf(facts, autoRenewWish, isHere);
  const partner = values.partner && ground.partners.get(values.partner.toLowerCase());
  return {
    record: { ...facts, flags },
    autoRenewWish,
    tags: values.tags ?? known?.tags ?? [],
    notes: values.notes ?? known?.notes ?? "",
    account: ground.account,
    partner: partner || (known ? known.partner : ground.defaultPartner),
  };
}

const FACTS = [
  "lifecycle",
  "renewBy",
  "registeredAt",
  "expiresAt",
  "statuses",
  "unknownStatuses",
  "autoRenew",
  "lockState",
  "nameservers",
  "registrant",
] as const satisfies readonly (keyof RemoteRecord)[];

/** The fields of a name that are told to people, by the words the log uses. */
const toldOf = (state: NameState): Snapshot => ({
  account: state.account.name,
  partner: state.partner?.name ?? null,
  ...Object.fromEntries(FACTS.map((field) => [field, state.record[field]])),
  autoRenewWish: state.autoRenewWish,
  tags: state.tags,
  notes: state.notes,
});

const isSameSet = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length &&
  (one.length === 0 || JSON.stringify([...one].sort()) === JSON.stringify([...other].sort()));

/** Whether two values of a field mean the same: lists as sets, instants as instants. */
function isSame(one: unknown, other: unknown, field: string): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) return isSameSet(one, other);
  const areInstants = field.endsWith("At") && typeof one === "string" && typeof other === "string";
  return areInstants && Date.parse(one) === Date.parse(other);
}

/** Time alone moves these: they never make a change of their own. */
const DERIVED = new Set(["lifecycle", "renewBy"]);

const BLANK: Snapshot = toldOf({
  record: BLANK_RECORD,
  autoRenewWish: null,
  tags: [],
  notes: "",
  account: { id: "", name: "" },
  partner: null,
});

function compared(before: Snapshot, after: Snapshot) {
  const fields = Object.keys(after).filter((field) => !isSame(before[field], after[field], field));
  const pick = (from: Snapshot) => Object.fromEntries(fields.map((field) => [field, from[field]]));
  return {
    isChanged: fields.some((field) => !DERIVED.has(field)),
    before: pick(before),
    after: pick(after),
  };
}

/** Holds one record against the name as it is here, and says what is to become of it. */
export function judge(row: ReadRow, known: KnownName | null, ground: Ground): Judgement {
  const { values, problems } = row;
  if (!values || problems.length > 0) return refused(problems);
  const stranger = ownerProblem(known, ground);
  if (stranger) return stranger;
  const wrong = [partnerProblem(values, known, ground), ...dateProblems(values, ground.now)];
  const found = wrong.filter((one) => one !== null);
  if (found.length > 0) return refused(found);
  const next = stateAfter(values, known, ground);
  if (!known) {
    const { account: _, ...after } = compared(BLANK, toldOf(next)).after;
    return { verdict: "new", problems: [], next, before: null, after };
  }
  const { isChanged, before, after } = compared(toldOf(known), toldOf(next));
  return isChanged
    ? { verdict: "changed", problems: [], next, before, after }
    : { verdict: "unchanged", problems: [], next: null, before: null, after: null };
}
