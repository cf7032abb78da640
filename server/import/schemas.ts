import { z } from "zod";

const instant = z.iso.datetime();

/** A file has at most so many bytes and records. */
export const MOST_BYTES = 25 * 1024 * 1024;
export const MOST_RECORDS = 100_000;

/** What a column of a file may hold. */
export const IMPORT_FIELDS = [
  "name",
  "registeredAt",
  "expiresAt",
  "autoRenew",
  "nameservers",
  "registrant",
  "status",
  "tags",
  "notes",
  "partner",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** How the days of a file are written. It is said, never guessed: 03/05 is two different days. */
export const DATE_FORMATS = ["iso", "dmy_dots", "dmy_slashes", "mdy_slashes"] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

export const DATED_FIELDS: readonly ImportField[] = ["registeredAt", "expiresAt"];

/**
 * What is to become of a record: `conflict` is a name another account holds, `duplicate` one that
 * stands further up in the file, `refused` one that breaks a rule.
 */
export const FILE_VERDICTS = [
  "new",
  "changed",
  "unchanged",
  "refused",
  "conflict",
  "duplicate",
] as const;
/** What is to become of a name on the way back: `kept` is one that somebody touched since. */
export const BACK_VERDICTS = ["removed", "restored", "kept"] as const;
export const VERDICTS = [...FILE_VERDICTS, ...BACK_VERDICTS] as const;
export type Verdict = (typeof VERDICTS)[number];

export const IMPORT_STATES = [
  "uploaded",
  "checking",
  "checked",
  "applied",
  "failed",
  "discarded",
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What an import may do at its account, which follows from what its registrar tells by itself. */
export const ImportReach = z.object({
  /** Whether names that are not here yet may be added. */
  addsNames: z.boolean(),
  /** Which facts of the registrar a file may tell: all, those the registrar has not told itself, or none. */
  facts: z.enum(["all", "untold", "none"]),
});
export type ImportReach = z.infer<typeof ImportReach>;

const Mapping = z.partialRecord(z.enum(IMPORT_FIELDS), z.int().min(0).max(199));
export type Mapping = z.infer<typeof Mapping>;

const counts = z.partialRecord(z.enum(VERDICTS), z.int());

/** One import, as far as it is. */
export const ImportDto = z.object({
  id: z.uuid(),
  /** The plan its rows were frozen as; null until they were checked. */
  planId: z.uuid().nullable(),
  account: z.object({ id: z.uuid(), name: z.string() }),
  reach: ImportReach,
  state: z.enum(IMPORT_STATES),
  fileName: z.string(),
  bytes: z.int(),
  delimiter: z.string(),
  columns: z.array(z.string()),
  /** The first readable records, cell by cell. */
  samples: z.array(z.array(z.string())),
  records: z.int(),
  /** What the columns seem to be, by their names. */
  guess: Mapping,
  mapping: Mapping.nullable(),
  dateFormat: z.enum(DATE_FORMATS).nullable(),
  checked: z.int(),
  counts,
  orderedBy: z.string(),
  failure: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
  finishedAt: instant.nullable(),
});
export type ImportDto = z.infer<typeof ImportDto>;

/** An import in a list. */
export const ImportSummaryDto = ImportDto.pick({
  id: true,
  planId: true,
  state: true,
  fileName: true,
  records: true,
  counts: true,
  orderedBy: true,
  createdAt: true,
  finishedAt: true,
});
export type ImportSummaryDto = z.infer<typeof ImportSummaryDto>;
export const ImportListDto = z.object({ imports: z.array(ImportSummaryDto) });

export const RowProblem = z.object({
  field: z.string(),
  code: z.string(),
  message: z.string(),
});
export type RowProblem = z.infer<typeof RowProblem>;

const snapshot = z.record(z.string(), z.unknown()).nullable();

/** What is to become of one record. `line` counts from 1, the head being the first. */
export const ImportRowDto = z.object({
  line: z.int(),
  verdict: z.enum(VERDICTS),
  name: z.string(),
  nameUnicode: z.string(),
  before: snapshot,
  after: snapshot,
  problems: z.array(RowProblem),
  /** How far its change is: waiting, brought in, not possible any more, or given up; null: it has none, or not yet. */
  state: z.enum(["pending", "completed", "failed", "cancelled"]).nullable(),
});
export type ImportRowDto = z.infer<typeof ImportRowDto>;

/** Records in the order of the file, and the lines behind and before which the next and the previous page lie. */
export const ImportRowsDto = z.object({
  rows: z.array(ImportRowDto),
  nextAfter: z.int().nullable(),
  previousBefore: z.int().nullable(),
});
export type ImportRowsDto = z.infer<typeof ImportRowsDto>;

export const ImportInput = z.strictObject({ importId: z.uuid() });
export type ImportInput = z.input<typeof ImportInput>;

export const CheckImportInput = z.strictObject({
  importId: z.uuid(),
  mapping: Mapping,
  dateFormat: z.enum(DATE_FORMATS).nullable().default(null),
});
export type CheckImportInput = z.input<typeof CheckImportInput>;

export const ImportRowsQuery = z.strictObject({
  verdict: z.enum(VERDICTS).nullable().default(null),
  after: z.coerce.number().int().min(0).default(0),
  /** In the place of `after`: the rows that end before this line. */
  before: z.coerce.number().int().min(1).nullable().default(null),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type ImportRowsQuery = z.input<typeof ImportRowsQuery>;
