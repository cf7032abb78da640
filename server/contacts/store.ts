import { and, asc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { contacts } from "@/db/schema/contacts";
import { partners } from "@/db/schema/partners";
import { type ContactQuery, HOUSE } from "./schemas";

export type ContactRecord = typeof contacts.$inferSelect;
export type NewContact = typeof contacts.$inferInsert;

/** Everything but the number: what is not read cannot be shown. */
const SHOWN = {
  id: contacts.id,
  kind: contacts.kind,
  name: contacts.name,
  givenName: contacts.givenName,
  familyName: contacts.familyName,
  organisation: contacts.organisation,
  email: contacts.email,
  phone: contacts.phone,
  street: contacts.street,
  city: contacts.city,
  postalCode: contacts.postalCode,
  state: contacts.state,
  countryCode: contacts.countryCode,
  registrationNumber: contacts.registrationNumber,
  fiscalCodeHint: contacts.fiscalCodeHint,
  changedAt: contacts.changedAt,
  archivedAt: contacts.archivedAt,
  partnerId: contacts.partnerId,
  partnerName: partners.name,
};

const shown = (tx: Transaction) =>
  tx.select(SHOWN).from(contacts).leftJoin(partners, eq(partners.id, contacts.partnerId));
export type ShownContact = Awaited<ReturnType<typeof page>>[number];

export type ContactPosition = { readonly name: string; readonly id: string };

const lowerName = sql`lower(${contacts.name})`;

const found = (q: string): SQL => {
  const pattern = `%${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return sql`(${lowerName} like ${pattern} or lower(${contacts.email}) like ${pattern}
    or lower(${contacts.givenName} || ' ' || ${contacts.familyName}) like ${pattern})`;
};

function ofPartner(partner: string | null): SQL | undefined {
  if (partner === null) return undefined;
  return partner === HOUSE ? isNull(contacts.partnerId) : eq(contacts.partnerId, partner);
}

/** Contacts by name behind `position`, one more than asked. */
export const page = (tx: Transaction, query: ContactQuery, position: ContactPosition | null) =>
  shown(tx)
    .where(
      and(
        query.archived ? isNotNull(contacts.archivedAt) : isNull(contacts.archivedAt),
        ofPartner(query.partner),
        query.q ? found(query.q) : undefined,
        position
          ? sql`(${lowerName}, ${contacts.id}) > (lower(${position.name}), ${position.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(lowerName), asc(contacts.id))
    .limit(query.limit + 1);

/** A contact as it is shown, its number still sealed; null when there is none for the caller. */
export async function find(tx: Transaction, id: string): Promise<ShownContact | null> {
  const [row] = await shown(tx).where(eq(contacts.id, id));
  return row ?? null;
}

/** One contact with its sealed number, held until the transaction ends. */
export async function hold(tx: Transaction, id: string): Promise<ContactRecord | null> {
  const [row] = await tx.select().from(contacts).where(eq(contacts.id, id)).for("update");
  return row ?? null;
}

/** Contacts with their sealed numbers. */
export const withNumbers = (tx: Transaction, ids: readonly string[]): Promise<ContactRecord[]> =>
  tx
    .select()
    .from(contacts)
    .where(inArray(contacts.id, [...ids]));

/** Writes a new contact, whose number is sealed already. */
export async function insert(tx: Transaction, contact: NewContact): Promise<void> {
  await tx.insert(contacts).values(contact);
}

/** Writes some fields of a contact over. */
export async function update(tx: Transaction, id: string, set: Partial<NewContact>): Promise<void> {
  await tx
    .update(contacts)
    .set({ ...set, changedAt: sql`now()` })
    .where(eq(contacts.id, id));
}

/** Puts a contact away, or takes it out again; plans that hold it keep it. */
export async function setArchived(tx: Transaction, id: string, isArchived: boolean): Promise<void> {
  await tx
    .update(contacts)
    .set({ archivedAt: isArchived ? sql`now()` : null })
    .where(eq(contacts.id, id));
}
