import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, word } from "./columns";

/** One tenant. Everything that carries its id belongs to it alone. */
export const partners = pgTable("partners", {
  id: uuid().defaultRandom().primaryKey(),
  slug: word().notNull().unique(),
  name: text().notNull(),
  createdAt: instant().notNull().defaultNow(),
  archivedAt: instant(),
});
