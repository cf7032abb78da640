import { z } from "zod";
import { AUTO_RENEW_MODES, LOCK_STATES, Selection, Tag } from "../domains/schemas";
import { DOMAIN_FLAG_NAMES, type DomainFlag } from "../names/domain-flags";
import { LIFECYCLES } from "../names/lifecycle";

export const SORTS = ["renewBy", "name"] as const;
export const DIRECTIONS = ["asc", "desc"] as const;
export const PAGE_SIZES = [50, 100, 200] as const;
const MOST_ROWS = 200;

/** Stands for "no partner" where a partner may be chosen. */
export const UNASSIGNED = "none";

/** As a number of days: the day is past. */
export const OVERDUE = -1;

/** Names whose day comes within so many days want somebody to act. */
export const ACT_WITHIN_DAYS = 30;

/** Reasons to look that say: the registrar has it otherwise. */
export const DIFFERS: readonly DomainFlag[] = [
  "auto_renew_mismatch",
  "nameservers_changed",
  "missing",
  "disbelieved",
  "unlocked_elsewhere",
];

/** What may be asked of the portfolio, as the address bar and the API write it. Several values of one name mean "or". */
export const PortfolioQuery = z.object({
  q: z.string(),
  tld: z.array(z.string()),
  account: z.array(z.uuid()),
  status: z.array(z.enum(LIFECYCLES)),
  lock: z.array(z.enum(LOCK_STATES)),
  autoRenew: z.array(z.enum(AUTO_RENEW_MODES)),
  flag: z.array(z.enum(DOMAIN_FLAG_NAMES)),
  tag: z.string().nullable(),
  partner: z.union([z.uuid(), z.literal(UNASSIGNED)]).nullable(),
  /** Days from today; a name past its day is within any number of them. */
  renewWithin: z.int().nullable(),
  renewFrom: z.iso.date().nullable(),
  renewTo: z.iso.date().nullable(),
  sort: z.enum(SORTS),
  dir: z.enum(DIRECTIONS),
  limit: z.int(),
  cursor: z.string().nullable(),
});
export type PortfolioQuery = z.infer<typeof PortfolioQuery>;

export const EMPTY_QUERY: PortfolioQuery = {
  q: "",
  tld: [],
  account: [],
  status: [],
  lock: [],
  autoRenew: [],
  flag: [],
  tag: null,
  partner: null,
  renewWithin: null,
  renewFrom: null,
  renewTo: null,
  sort: "renewBy",
  dir: "asc",
  limit: 50,
  cursor: null,
};

/** A parameter that cannot be used: its name, a code for programs, a sentence for people. */
export type QueryProblem = {
  readonly field: string;
  readonly code: string;
  readonly message: string;
};

type Key = keyof PortfolioQuery;
type Reader = { readonly schema: z.ZodType; readonly code: string; readonly message: string };

const many = (schema: z.ZodType, what: string): Reader => ({
  schema: z.array(schema).min(1).max(50),
  code: "value",
  message: `This is not ${what} we know.`,
});
const one = (schema: z.ZodType, code: string, message: string): Reader => ({
  schema: z.tuple([schema]).transform(([value]) => value),
  code,
  message,
});

const whole = z
  .string()
  .regex(/^-?\d{1,9}$/)
  .transform(Number);

const READERS: Readonly<Record<Key, Reader>> = {
  q: one(
    z
      .string()
      .trim()
      .max(253)
      .refine((text) => !text.includes("\u0000")),
    "too_long",
    "Search for at most 253 signs of a name.",
  ),
  tld: many(
    z
      .string()
      .toLowerCase()
      .regex(/^[a-z0-9-]{2,63}$/),
    "a top-level domain",
  ),
  account: many(z.uuid(), "an account"),
  status: many(z.enum(LIFECYCLES), "a status"),
  lock: many(z.enum(LOCK_STATES), "a lock state"),
  autoRenew: many(z.enum(AUTO_RENEW_MODES), "an auto-renew mode"),
  flag: many(z.enum(DOMAIN_FLAG_NAMES), "a reason to look"),
  tag: one(Tag, "value", "This is not a tag: letters, digits, blanks and . _ : / - only."),
  partner: one(z.union([z.uuid(), z.literal(UNASSIGNED)]), "value", "This is not a partner."),
  renewWithin: one(
    whole.pipe(z.int().min(OVERDUE).max(3_650)),
    "range",
    "Give a number of days from 0 to 3650, or -1 for those overdue.",
  ),
  renewFrom: one(z.iso.date(), "date", "Give a date as 2027-01-31."),
  renewTo: one(z.iso.date(), "date", "Give a date as 2027-01-31."),
  sort: one(z.enum(SORTS), "sort", `Sort by ${SORTS.join(" or ")}.`),
  dir: one(z.enum(DIRECTIONS), "sort", "Sort asc or desc."),
  limit: one(
    whole.pipe(z.int().min(1)).transform((rows) => Math.min(rows, MOST_ROWS)),
    "range",
    `Ask for 1 to ${MOST_ROWS} rows.`,
  ),
  cursor: one(
    z.string().min(1).max(600),
    "cursor",
    "This cursor cannot be used; start from the first page.",
  ),
};

const isKey = (name: string): name is Key => Object.hasOwn(READERS, name);

function readOne(name: Key, values: readonly string[]): { value: unknown } | QueryProblem {
  const { schema, code, message } = READERS[name];
  const result = schema.safeParse(values);
  if (result.success) return { value: result.data };
  const isTyped = name === "limit" || name === "renewWithin";
  const isWord = isTyped && !/^-?\d+$/.test(values[0] ?? "");
  return { field: name, code: isWord ? "type" : code, message };
}

/** Rules that take two parameters. @see docs/decisions/004 for why a range of days fixes the sort */
function crossProblems(query: PortfolioQuery): QueryProblem[] {
  const problems: QueryProblem[] = [];
  const { renewFrom, renewTo, renewWithin, sort } = query;
  if (renewFrom && renewTo && renewFrom > renewTo)
    problems.push({
      field: "renewTo",
      code: "range",
      message: "The last day lies before the first.",
    });
  if (sort !== "renewBy" && (renewFrom || renewTo || renewWithin !== null))
    problems.push({
      field: "sort",
      code: "sort",
      message:
        "A list limited to some days is sorted by the day. Take the limit away to sort by name.",
    });
  return problems;
}

/**
 * Reads portfolio parameters. What cannot be used is left out and told, each with its field: the
 * screen shows it as a notice, the API refuses the request with it.
 */
export function readPortfolioQuery(params: URLSearchParams): {
  query: PortfolioQuery;
  problems: readonly QueryProblem[];
} {
  const problems: QueryProblem[] = [];
  const found: Record<string, unknown> = {};
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    if (!isKey(name)) {
      problems.push({
        field: name,
        code: "filter",
        message: `There is no filter called ${name.slice(0, 40)}.`,
      });
      continue;
    }
    const result = readOne(name, values);
    if ("value" in result) found[name] = result.value;
    else problems.push(result);
  }
  const query: PortfolioQuery = { ...EMPTY_QUERY, ...found };
  const crossed = crossProblems(query);
  for (const { field } of crossed) Object.assign(query, { [field]: EMPTY_QUERY[field as Key] });
  return { query, problems: [...problems, ...crossed] };
}

/** Writes a query as parameters, leaving out what is at its default: one address for one view. */
export function writePortfolioQuery(query: Partial<PortfolioQuery>): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of Object.keys(READERS) as Key[]) {
    const value = query[name];
    if (value === undefined || value === null || value === EMPTY_QUERY[name]) continue;
    for (const each of Array.isArray(value) ? value : [value]) params.append(name, String(each));
  }
  return params;
}

/** How many names have a value; null where too many match to count them while somebody waits. */
const Count = z.object({ value: z.string(), label: z.string(), names: z.int().nullable() });
export type FacetCount = z.infer<typeof Count>;

/** Each dimension counted under all the other filters, its own left out. */
export const PortfolioFacets = z.object({
  total: z.int().nullable(),
  tld: z.array(Count),
  account: z.array(Count),
  status: z.array(Count),
  lock: z.array(Count),
  autoRenew: z.array(Count),
  flag: z.array(Count),
  tag: z.array(Count),
  /** Empty for those who see one partner only. */
  partner: z.array(Count),
  /** The value is a number of days; -1 stands for overdue. */
  renewWithin: z.array(Count),
});
export type PortfolioFacets = z.infer<typeof PortfolioFacets>;

/** What stands above the list. */
export const PortfolioOverview = z.object({
  names: z.int(),
  accounts: z.int(),
  /** Since when every account has answered well; null: one never did. */
  checkedAt: z.iso.datetime().nullable(),
  /** How many names each usual view holds; `unassigned` null where it is nobody's to see. */
  views: z.object({
    actBy: z.int(),
    unlocked: z.int(),
    differs: z.int(),
    unassigned: z.int().nullable(),
  }),
  /** Accounts whose last reading failed. */
  failing: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      message: z.string(),
      lastGoodAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type PortfolioOverview = z.infer<typeof PortfolioOverview>;

export const SelectionInput = z.strictObject({ selection: Selection });
export type SelectionInput = z.input<typeof SelectionInput>;

/** The portfolio's parameters as in the address bar. */
export const FreezeInput = z.strictObject({ filter: z.string().max(2_000) });
export type FreezeInput = z.input<typeof FreezeInput>;

/** All names that matched a filter at an instant. */
export type FrozenSelection = {
  readonly filter: string;
  readonly names: number;
  readonly frozenAt: string;
};

/** What a change of many names did. `changedIds` is empty when they are more than a thousand. */
export type BulkResult = {
  readonly chosen: number;
  readonly changed: number;
  readonly changedIds: readonly string[];
};

export const EXPORT_PROFILES = ["spreadsheet", "raw"] as const;

/** A file of chosen names. */
export const ExportSelectionInput = z.strictObject({
  selection: Selection,
  profile: z.enum(EXPORT_PROFILES).default("spreadsheet"),
});
export type ExportSelectionInput = z.input<typeof ExportSelectionInput>;
