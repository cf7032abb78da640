import { listCell, type Profile, textCell, wordCell } from "./csv-sql";

type ExportColumn = { readonly head: string; readonly cell: (profile: Profile) => string };

const word = (head: string, sql: string): ExportColumn => ({ head, cell: wordCell(sql) });
const text = (head: string, sql: string): ExportColumn => ({ head, cell: textCell(sql) });

/** As ISO 8601; the transaction's time zone is UTC. */
const instant = (column: string) => `replace(${column}::text, ' ', 'T')`;
const yesNo = (column: string) => `case when ${column} then 'yes' when not ${column} then 'no' end`;

/**
 * The columns of the file, in order. `d` is the name; `a` and `p` are its account and partner, made
 * into cells once and not for each name. A stored name has letters, digits, dots and hyphens alone.
 */
const EXPORT_COLUMNS: readonly ExportColumn[] = [
  word("name", "d.name"),
  {
    head: "name_unicode",
    cell: (profile) =>
      `case when d.name = d.name_unicode then d.name else ${textCell("d.name_unicode")(profile)} end`,
  },
  word("status", "d.lifecycle"),
  word("renew_by", "d.renew_by::text"),
  word("expires_at", instant("d.expires_at")),
  word("auto_renew_wish", yesNo("d.auto_renew_wish")),
  word("auto_renew", "d.auto_renew"),
  word("lock", "d.lock_state"),
  { head: "nameservers", cell: listCell("d.nameservers") },
  word("dnssec", yesNo("d.dnssec")),
  word("account", "a.cell"),
  word("partner", "p.cell"),
  { head: "tags", cell: listCell("d.tags") },
  word("critical", yesNo("d.is_critical")),
  text("notes", "d.notes"),
];

/** One line of the file as an SQL expression, its line end included. `concat` would cost three times as much. */
export const lineSql = (profile: Profile): string =>
  `${EXPORT_COLUMNS.map(({ cell }) => `coalesce(${cell(profile)}, '')`).join(" || ',' || ")} || E'\\r\\n'`;

const BYTE_ORDER_MARK = "\uFEFF";

/** The line of heads. Spreadsheets take a file for UTF-8 only when it says so. */
export const headLine = (profile: Profile): string =>
  `${profile === "spreadsheet" ? BYTE_ORDER_MARK : ""}${EXPORT_COLUMNS.map(({ head }) => head).join(",")}\r\n`;
