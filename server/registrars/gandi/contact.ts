import type { Contact, ContactKind } from "../gateway";

const TYPES: Readonly<Record<ContactKind, string>> = {
  person: "individual",
  company: "company",
  association: "association",
  public_body: "publicbody",
};

/** A contact in Gandi's words. A state is given as ISO 3166-2; Gandi refuses a bare "CA". */
export const toGandiContact = (contact: Contact): Record<string, string> => ({
  type: TYPES[contact.kind],
  given: contact.givenName,
  family: contact.familyName,
  email: contact.email,
  streetaddr: contact.street,
  city: contact.city,
  country: contact.countryCode,
  phone: contact.phone,
  ...(contact.postalCode ? { zip: contact.postalCode } : {}),
  ...(contact.organisation ? { orgname: contact.organisation } : {}),
  ...(contact.state ? { state: stateCode(contact.state, contact.countryCode) } : {}),
});

const stateCode = (state: string, countryCode: string): string =>
  /^[A-Z0-9]{1,3}$/.test(state) ? `${countryCode}-${state}` : state;
