import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, word } from "./columns";
import { partners } from "./partners";

/**
 * A person or organisation that names are registered for. `partner_id` null: the house's own. The personal or tax
 * number is sealed (server/kernel/seal.ts) and only ever opened on its way to a registrar; its hint are its last digits.
 */
export const contacts = pgTable(
  "contacts",
  {
    id: uuid().primaryKey(),
    partnerId: uuid().references(() => partners.id),
    kind: word().notNull(),
    /** What it is called in lists: the organisation, or else the person. */
    name: text().notNull(),
    givenName: text().notNull(),
    familyName: text().notNull(),
    organisation: text(),
    email: text().notNull(),
    phone: word().notNull(),
    street: text().notNull(),
    city: text().notNull(),
    postalCode: text(),
    state: text(),
    countryCode: word().notNull(),
    registrationNumber: text(),
    fiscalCode: text(),
    fiscalCodeHint: word(),
    createdAt: instant().notNull().defaultNow(),
    changedAt: instant().notNull().defaultNow(),
    archivedAt: instant(),
  },
  (table) => [
    check(
      "contacts_kind_known",
      sql`${table.kind} in ('person', 'company', 'association', 'public_body')`,
    ),
    check(
      "contacts_hint_of_a_code",
      sql`(${table.fiscalCode} is null) = (${table.fiscalCodeHint} is null)`,
    ),
    index("contacts_by_name").on(sql`lower(${table.name})`, table.id),
    index("contacts_of_partner").on(table.partnerId, sql`lower(${table.name})`, table.id),
  ],
);
