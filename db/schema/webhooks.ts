import { sql } from "drizzle-orm";
import { index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { registrarAccounts } from "./accounts";
import { instant, word } from "./columns";

/** A secret a registrar signs its events with, sealed. Two may be active, so that one can replace the other. */
export const webhookSecrets = pgTable(
  "webhook_secrets",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => registrarAccounts.id, { onDelete: "cascade" }),
    scheme: word().notNull(),
    secret: text().notNull(),
    hint: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    endsAt: instant(),
  },
  (table) => [index("webhook_secrets_account").on(table.accountId)],
);

/** An event a registrar sent, once per delivery. It is never a fact: it asks for one reading of the name. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    id: uuid().defaultRandom().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => registrarAccounts.id, { onDelete: "cascade" }),
    deliveryId: word().notNull(),
    bodySha256: word().notNull(),
    kind: text().notNull(),
    name: word(),
    receivedAt: instant().notNull().defaultNow(),
    /** Until then one process reads the name; afterwards another may. */
    claimedUntil: instant(),
    handledAt: instant(),
    outcome: word(),
  },
  (table) => [
    unique("webhook_events_delivery").on(table.accountId, table.deliveryId),
    index("webhook_events_open").on(table.receivedAt).where(sql`${table.handledAt} is null`),
    index("webhook_events_received").on(table.receivedAt),
  ],
);
