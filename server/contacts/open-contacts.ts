import type { Transaction } from "@/db/client";
import type { Contact } from "../registrars/gateway";
import type { ContactKindWord } from "./schemas";
import { openNumber } from "./sealed-number";
import * as store from "./store";

/** A contact as a registrar is told of it, its number opened; with whose it is. */
export type OpenContact = {
  readonly id: string;
  readonly partnerId: string | null;
  readonly name: string;
  readonly isArchived: boolean;
  readonly contact: Contact;
};

/**
 * Contacts of the caller's scope with their numbers, for the way to a registrar: what comes out is sealed again at
 * once, and shown to nobody.
 *
 * @returns by id; one that does not exist for the caller is not there
 * @throws SealError when no key opens a number
 */
export async function openContacts(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OpenContact>> {
  const rows = await store.withNumbers(tx, ids);
  return new Map(rows.map((row) => [row.id, opened(row)]));
}

const opened = (row: store.ContactRecord): OpenContact => ({
  id: row.id,
  partnerId: row.partnerId,
  name: row.name,
  isArchived: row.archivedAt !== null,
  contact: {
    kind: row.kind as ContactKindWord,
    givenName: row.givenName,
    familyName: row.familyName,
    email: row.email,
    phone: row.phone,
    street: row.street,
    city: row.city,
    countryCode: row.countryCode,
    ...(row.organisation ? { organisation: row.organisation } : {}),
    ...(row.postalCode ? { postalCode: row.postalCode } : {}),
    ...(row.state ? { state: row.state } : {}),
    ...(row.registrationNumber ? { registrationNumber: row.registrationNumber } : {}),
    ...(row.fiscalCode ? { fiscalCode: openNumber(row.id, row.fiscalCode) } : {}),
  },
});
