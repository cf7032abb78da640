import type { Contact, ContactRole } from "../registrars/gateway";

export type Contacts = Readonly<Partial<Record<ContactRole, Contact>>>;

const FEWEST_SIGNS_OF_A_CODE = 5;

/** What the .ro registry asks of a holder, in the words of our form. @see ROTLD REST 2.0, contact-create */
function romanianNeed({ registrant }: Contacts): string | null {
  if (!registrant) return null;
  const { kind, countryCode, state, fiscalCode = "", registrationNumber } = registrant;
  if (!state) return "The .ro registry wants the holder's county or state.";
  if (countryCode !== "RO") return null;
  if (fiscalCode === "")
    return kind === "person"
      ? "The .ro registry wants the personal number (CNP) of a holder in Romania."
      : "The .ro registry wants the company code (CUI) of a holder in Romania.";
  if (fiscalCode.length < FEWEST_SIGNS_OF_A_CODE)
    return "The .ro registry takes company codes from 5 digits on; write it with RO before it.";
  return kind === "company" && !registrationNumber
    ? "The .ro registry wants the trade register number of a company in Romania."
    : null;
}

function postalNeed(contacts: Contacts): string | null {
  const without = Object.values(contacts).find(({ postalCode }) => !postalCode);
  return without ? `The registrar wants a postal code of ${nameOf(without)}.` : null;
}

const nameOf = ({ organisation, givenName, familyName }: Contact): string =>
  organisation ?? `${givenName} ${familyName}`;

const NEEDS: Readonly<Record<string, (contacts: Contacts) => string | null>> = {
  rotld: romanianNeed,
  dynadot: postalNeed,
  resellerclub: postalNeed,
};

/**
 * What contacts lack for a registrar, in words; null when nothing is known to be missing. It is asked before anything
 * is paid; the registrar looks again.
 */
export const holderNeed = (registrar: string, contacts: Contacts): string | null =>
  (Object.hasOwn(NEEDS, registrar) ? NEEDS[registrar]?.(contacts) : null) ?? null;
