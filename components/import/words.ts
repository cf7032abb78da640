import type { DateFormat, ImportField, ImportState, Verdict } from "@/server/import/schemas";

/** What a column may hold, as people say it. */
export const FIELD_WORDS: Readonly<Record<ImportField, string>> = {
  name: "Domain name",
  registeredAt: "Registered on",
  expiresAt: "Expires on",
  autoRenew: "Auto-renew",
  nameservers: "Nameservers",
  registrant: "Holder",
  status: "Status",
  tags: "Tags",
  notes: "Notes",
  partner: "Partner",
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  new: "New",
  changed: "Changed",
  unchanged: "Unchanged",
  refused: "Refused",
  conflict: "In another account",
  duplicate: "Twice in the file",
  removed: "Removed",
  restored: "Put back",
  kept: "Stays as it is",
};

export const VERDICT_TONES = {
  new: { tone: "ok", icon: "check" },
  changed: { tone: "info", icon: "turning" },
  unchanged: { tone: "muted", icon: "dot" },
  refused: { tone: "bad", icon: "ban" },
  conflict: { tone: "warn", icon: "warning" },
  duplicate: { tone: "warn", icon: "warning" },
  removed: { tone: "warn", icon: "ban" },
  restored: { tone: "info", icon: "turning" },
  kept: { tone: "muted", icon: "dot" },
} as const satisfies Record<Verdict, object>;

export const STATE_WORDS: Readonly<Record<ImportState, string>> = {
  uploaded: "Columns not named yet",
  checking: "Being checked",
  checked: "Checked",
  applied: "Brought in",
  failed: "Failed",
  discarded: "Discarded",
};

/** How a file writes 3 May 2027. */
export const DATE_FORMAT_WORDS: Readonly<Record<DateFormat, { label: string; example: string }>> = {
  iso: { label: "Year-month-day", example: "2027-05-03, also with a time" },
  dmy_dots: { label: "Day.month.year", example: "03.05.2027" },
  dmy_slashes: { label: "Day/month/year", example: "03/05/2027" },
  mdy_slashes: { label: "Month/day/year", example: "05/03/2027" },
};

const SEPARATORS: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
};

/** What separates the cells of a file. */
export const separatorWord = (delimiter: string): string =>
  SEPARATORS[delimiter] ?? `“${delimiter}”`;

/** A count of rows, as sentences have it. */
export const rowsInWords = (count: number): string =>
  count === 1 ? "1 row" : `${count.toLocaleString("en-GB")} rows`;

/** A count of names, as sentences have it. */
export const namesInWords = (count: number): string =>
  count === 1 ? "1 name" : `${count.toLocaleString("en-GB")} names`;
