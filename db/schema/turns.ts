import { bigint, index, pgTable } from "drizzle-orm/pg-core";
import { instant, word } from "./columns";

/**
 * Who stands in line for something that only so many may do at once: each row one call of one process.
 * The first rows of a key do it now. No row: nobody does. Written by `take_turn` (db/migrations).
 */
export const callTurns = pgTable(
  "call_turns",
  {
    ticket: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
    key: word().notNull(),
    /** Renewed by a process that lives; afterwards the place is given away. */
    seenUntil: instant().notNull(),
  },
  (table) => [index("call_turns_line").on(table.key, table.ticket)],
);
