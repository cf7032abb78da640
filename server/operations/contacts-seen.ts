import { DomainName } from "../names/domain-name";
import type {
  Contact,
  ContactRole,
  ContactsTold,
  RegistrarDomain,
  ToldContact,
} from "../registrars/gateway";
import { type Before, isProven } from "./evidence";
import { openSecrets } from "./open-secrets";
import type { Work } from "./work";

type Contacts = Readonly<Partial<Record<ContactRole, Contact>>>;

const folded = (text: string): string =>
  text.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();
const digits = (text: string): string => text.replace(/\D/g, "");

/** A wanted contact as a registrar would show it. */
const shownAs = (contact: Contact): ToldContact => ({
  name: `${contact.givenName} ${contact.familyName}`,
  ...(contact.kind !== "person" && contact.organisation
    ? { organisation: contact.organisation }
    : {}),
  email: contact.email,
  phone: contact.phone,
  street: contact.street,
  city: contact.city,
  ...(contact.postalCode ? { postalCode: contact.postalCode } : {}),
  countryCode: contact.countryCode,
});

/**
 * Whether a registrar shows a contact as it was wanted. What it does not tell is not compared; who it is and how to
 * reach them must be told.
 */
export function showsContact(told: ToldContact, wanted: Contact): boolean {
  const shown = shownAs(wanted);
  const isTold = (told.name ?? told.organisation) !== undefined && told.email !== undefined;
  return (
    isTold &&
    (Object.keys(told) as (keyof ToldContact)[]).every((field) => isSame(field, told, shown))
  );
}

function isSame(field: keyof ToldContact, told: ToldContact, shown: ToldContact): boolean {
  const [seen, want] = [told[field] ?? "", shown[field] ?? ""];
  if (field === "phone") return digits(seen) === digits(want);
  return folded(seen) === folded(want);
}

/** Whether every wanted role is shown as it was wanted. */
export const showsContacts = (told: ContactsTold, wanted: Contacts): boolean =>
  (Object.entries(wanted) as [ContactRole, Contact][]).every(([role, contact]) => {
    const seen = told[role];
    return seen !== undefined && showsContact(seen, contact);
  });

/**
 * Whether a change has come true at the registrar. Contacts stand in no reading of a name, so they are read apart, and
 * compared with the persons the intent keeps sealed.
 */
export async function isSeen(work: Work, before: Before, told: RegistrarDomain): Promise<boolean> {
  const { one, intent, gateway } = work;
  if (intent.kind !== "contact_update") return isProven(intent, before, told);
  const { contacts } = openSecrets(one);
  if (!contacts) return false;
  const answer = await gateway.readContacts(DomainName.parse(one.name));
  return answer.ok && showsContacts(answer.value, contacts);
}
