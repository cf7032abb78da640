import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** What administrators set in the console, in one row: a key that is absent is left to the environment or its default. */
export const organisationSettings = pgTable(
  "organisation_settings",
  {
    isOnly: boolean().primaryKey().default(true),
    version: integer().notNull().default(1),
    values: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    changedAt: instant(),
    changedBy: text(),
  },
  (table) => [check("organisation_settings_is_only", sql`${table.isOnly}`)],
);
