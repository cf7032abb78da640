import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, word } from "./columns";

/**
 * A message to one person, written in the transaction of what it tells of, and sent afterwards. `doubtful`: it was
 * handed over and the server's word was lost; it may have arrived, so no machine sends it again.
 */
export const mailOutbox = pgTable(
  "mail_outbox",
  {
    id: uuid().defaultRandom().primaryKey(),
    /** What it tells of, and to whom: the same is written once. */
    dedupeKey: word().notNull().unique(),
    recipient: word().notNull(),
    subject: text().notNull(),
    textBody: text().notNull(),
    htmlBody: text().notNull(),
    state: word().notNull().default("pending"),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant().notNull().defaultNow(),
    leaseToken: uuid(),
    leaseUntil: instant(),
    /** The server's own answer, or why it was not reached. Never holds a secret. */
    lastAnswer: text(),
    createdAt: instant().notNull().defaultNow(),
    endedAt: instant(),
  },
  (table) => [
    check(
      "mail_outbox_state_known",
      sql`${table.state} in ('pending', 'sending', 'sent', 'doubtful', 'failed')`,
    ),
    index("mail_outbox_due")
      .on(table.nextAttemptAt)
      .where(sql`${table.state} in ('pending', 'sending')`),
    index("mail_outbox_created").on(table.createdAt, table.id),
  ],
);
