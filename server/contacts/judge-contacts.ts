import { showsContacts } from "../operations/contacts-seen";
import type { NameFacts } from "../plans/facts/store";
import { type Judged, type Unchanged, unchanged } from "../plans/judging/judged";
import { capabilityOf, missingCapability, standingObstacle } from "../plans/judging/obstacle";
import type { Side } from "../plans/sides";
import {
  CONTACT_ROLES,
  type Contact,
  type ContactRole,
  type ContactsTold,
  type ToldContact,
} from "../registrars/gateway";
import { holderNeed } from "../registrations/holder-needs";
import { holdsInForce } from "../tlds/rule";
import { ruleOf } from "../tlds/rules";
import type { OpenContact } from "./open-contacts";

/** The persons names are to get, by role. */
export type Wanted = Readonly<Partial<Record<ContactRole, OpenContact>>>;

export type Question = {
  readonly facts: NameFacts;
  readonly wanted: Wanted;
  readonly side: Side | undefined;
  /** Who the name belongs to at its registrar; null: that was not read. */
  readonly told: ContactsTold | null;
  readonly isUnderWay: boolean;
  readonly now: Date;
};

/** The wanted persons by role, as registrars are told of them. */
export const contactsOf = (wanted: Wanted): Readonly<Partial<Record<ContactRole, Contact>>> =>
  Object.fromEntries(
    CONTACT_ROLES.flatMap((role) => (wanted[role] ? [[role, wanted[role].contact]] : [])),
  );

const told = ({ name, organisation, email }: ToldContact): string =>
  [organisation, name, email].filter(Boolean).join(" · ");
const asked = ({ name, contact }: OpenContact): string => `${name} · ${contact.email}`;

/** Judges one name against new contacts. Asks nobody: whatever it needs is in the question. */
export function judgeContacts(question: Question): Judged {
  const { wanted, told: seen } = question;
  const roles = CONTACT_ROLES.filter((role) => wanted[role] !== undefined);
  const people = (of: (role: ContactRole) => string | undefined) =>
    Object.fromEntries(roles.map((role) => [role, of(role) ?? null]));
  const values = {
    before: {
      people: seen ? people((role) => (seen[role] ? told(seen[role]) : undefined)) : null,
    },
    after: { people: people((role) => wanted[role] && asked(wanted[role])), params: { roles } },
  };
  const obstacle = obstacleOf(question);
  if (obstacle) return { ...values, ...obstacle };
  if (seen && showsContacts(seen, contactsOf(wanted)))
    return { ...values, ...unchanged("same", "same", "It has these contacts already.") };
  return { ...values, verdict: "change", ...consequencesOf(question) };
}

function obstacleOf(question: Question): Unchanged | null {
  const { facts, side, isUnderWay, now } = question;
  const standing = standingObstacle(question);
  if (standing || !side?.reader) return standing;
  if (isUnderWay)
    return unchanged("skipped", "under_way", "A change of its contacts is under way already.");
  const answer = capabilityOf("contacts", { facts, now }, side.reader.capabilities, side.account);
  if (!answer.supported) return missingCapability(answer);
  return foreign(question) ?? registrarsNo(question, side.account.registrar);
}

/** Whose contact it is: the holder is the partner's own; the house may stand in for the other roles. */
function foreign({ facts, wanted }: Question): Unchanged | null {
  const other = CONTACT_ROLES.find((role) => {
    const partnerId = wanted[role]?.partnerId;
    if (partnerId === undefined || partnerId === facts.partnerId) return false;
    return partnerId !== null || role === "registrant";
  });
  const name = other && wanted[other]?.name;
  return name
    ? unchanged("impossible", "foreign", `${name} does not belong to the name's partner.`)
    : null;
}

const TRADE = {
  gandi:
    "A change of the holder is a trade of its own at Gandi; start it in Gandi's console. The other contacts can be changed here.",
  rotld:
    "The .ro registry changes the address, phone and e-mail of a holder here; another holder takes the name over by a trade, in ROTLD's web panel.",
} as const;

function registrarsNo({ wanted, told: seen }: Question, registrar: string): Unchanged | null {
  if (registrar === "gandi" && wanted.registrant)
    return unchanged("impossible", "registrar", TRADE.gandi);
  if (registrar === "rotld") return romanianNo(wanted, seen);
  const need = holderNeed(registrar, contactsOf(wanted));
  return need ? unchanged("impossible", "contact", need) : null;
}

function romanianNo(wanted: Wanted, seen: ContactsTold | null): Unchanged | null {
  if (!wanted.registrant)
    return unchanged(
      "impossible",
      "registrar",
      "A .ro name has one contact, its holder, and no others.",
    );
  const need = holderNeed("rotld", contactsOf(wanted));
  if (need) return unchanged("impossible", "contact", need);
  const now = seen?.registrant && (seen.registrant.organisation ?? seen.registrant.name);
  return now !== undefined && folded(now) !== folded(nameOf(wanted.registrant.contact))
    ? unchanged("impossible", "registrar", TRADE.rotld)
    : null;
}

const nameOf = ({ kind, givenName, familyName, organisation }: Contact): string =>
  kind === "person" ? `${givenName} ${familyName}` : (organisation ?? "");
const folded = (text: string) => text.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();

/** What follows from another holder: a hold on transfers, by the rules of the ending, and a mail to confirm. */
function consequencesOf({
  facts,
  wanted,
  told: seen,
  side,
  now,
}: Question): Pick<Judged, "risks" | "detail"> {
  const unknown = seen === null ? ["unknown_before"] : [];
  if (!wanted.registrant) return { risks: unknown };
  if (side?.account.registrar === "rotld") return { risks: [...unknown, "shared_holder"] };
  const days = holdDays(facts.name, now);
  const lock =
    days > 0
      ? ` Its registrar may refuse to let it go to another one for ${days} days after that.`
      : "";
  return {
    risks: [...unknown, ...(days > 0 ? ["holder_lock"] : []), "holder_mail"],
    detail: `Where the holder's name, organisation or e-mail changes, the registrar may ask the old and the new holder by e-mail; nothing changes before they agree.${lock}`,
  };
}

/** For how many days after a change of the holder a name may be held. */
function holdDays(name: string, now: Date): number {
  const inForce = holdsInForce(ruleOf(name)?.rule ?? null, now.toISOString().slice(0, 10));
  const days = inForce.map(({ value }) => (value.after === "holder_change" ? value.days : 0));
  return Math.max(0, ...days);
}
