import { customType, timestamp } from "drizzle-orm/pg-core";

/** Text that sorts and compares by byte, whatever the database's locale: domain names, tags, words. */
export const word = customType<{ data: string; driverData: string }>({
  dataType: () => 'text COLLATE "C"',
});

/** An instant, as ISO 8601 text: what services hand to browsers, never a `Date`. */
export const instant = () => timestamp({ withTimezone: true, mode: "string" });
