import { DOMAIN_FLAG_NAMES } from "../names/domain-flags";
import { LIFECYCLES } from "../names/lifecycles";
import { AUTO_RENEW_MODES, LOCK_STATES } from "../names/modes";
import { tagIn } from "../names/tag";
import {
  DIRECTIONS,
  EMPTY_QUERY,
  OVERDUE,
  PAGE_SIZES,
  type PortfolioQuery,
  SORTS,
  UNASSIGNED,
} from "./query";

/** A parameter that cannot be used: its name, a code for programs, a sentence for people. */
export type QueryProblem = {
  readonly field: string;
  readonly code: string;
  readonly message: string;
};

type Key = keyof PortfolioQuery;

/** Undefined: this text cannot be used. */
type ReadText<V> = (text: string) => V | undefined;

type Reader<V> = {
  readonly read: (values: readonly string[]) => V | undefined;
  readonly code: string;
  readonly message: string;
};

const MOST_VALUES = 50;
const MOST_SIGNS = 253;
const MOST_CURSOR_SIGNS = 600;
const MOST_DAYS = 3_650;
const MOST_ROWS = PAGE_SIZES[2];

// Read without a schema library: every first load of the portfolio in a browser carries this file.
const many = <V>(read: ReadText<V>, what: string): Reader<V[]> => ({
  read: (texts) => {
    const values = texts.flatMap((text) => read(text) ?? []);
    return values.length === texts.length && texts.length <= MOST_VALUES ? values : undefined;
  },
  code: "value",
  message: `This is not ${what} we know.`,
});
const one = <V>(read: ReadText<V>, code: string, message: string): Reader<V> => ({
  read: ([text, ...more]) => (text === undefined || more.length > 0 ? undefined : read(text)),
  code,
  message,
});

const oneOf =
  <V extends string>(known: readonly V[]): ReadText<V> =>
  (text) =>
    known.find((value) => value === text);
const shaped =
  (shape: RegExp): ReadText<string> =>
  (text) =>
    shape.test(text) ? text : undefined;

/** @see RFC 9562 §4; the nil and the max id included */
const uuid = shaped(
  /^(?:[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|(?:0{8}|f{8})-(?:0000-0000-0000-0{12}|ffff-ffff-ffff-f{12}))$/i,
);

const day: ReadText<string> = (text) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined;
};

const whole =
  (least: number, most: number): ReadText<number> =>
  (text) => {
    const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  };

const searched: ReadText<string> = (text) => {
  const wanted = text.trim();
  return wanted.length <= MOST_SIGNS && !wanted.includes("\u0000") ? wanted : undefined;
};

const rows: ReadText<number> = (text) => {
  const value = whole(1, Number.POSITIVE_INFINITY)(text);
  return value && Math.min(value, MOST_ROWS);
};

const READERS: { readonly [K in Key]: Reader<NonNullable<PortfolioQuery[K]>> } = {
  q: one(searched, "too_long", "Search for at most 253 signs of a name."),
  tld: many((text) => shaped(/^[a-z0-9-]{2,63}$/)(text.toLowerCase()), "a top-level domain"),
  account: many(uuid, "an account"),
  status: many(oneOf(LIFECYCLES), "a status"),
  lock: many(oneOf(LOCK_STATES), "a lock state"),
  autoRenew: many(oneOf(AUTO_RENEW_MODES), "an auto-renew mode"),
  flag: many(oneOf(DOMAIN_FLAG_NAMES), "a reason to look"),
  tag: one(tagIn, "value", "This is not a tag: letters, digits, blanks and . _ : / - only."),
  partner: one(
    (text) => (text === UNASSIGNED ? text : uuid(text)),
    "value",
    "This is not a partner.",
  ),
  renewWithin: one(
    whole(OVERDUE, MOST_DAYS),
    "range",
    "Give a number of days from 0 to 3650, or -1 for those overdue.",
  ),
  renewFrom: one(day, "date", "Give a date as 2027-01-31."),
  renewTo: one(day, "date", "Give a date as 2027-01-31."),
  sort: one(oneOf(SORTS), "sort", `Sort by ${SORTS.join(" or ")}.`),
  dir: one(oneOf(DIRECTIONS), "sort", "Sort asc or desc."),
  limit: one(rows, "range", `Ask for 1 to ${MOST_ROWS} rows.`),
  cursor: one(
    (text) => (text && text.length <= MOST_CURSOR_SIGNS ? text : undefined),
    "cursor",
    "This cursor cannot be used; start from the first page.",
  ),
};

const isKey = (name: string): name is Key => Object.hasOwn(READERS, name);

function readOne(name: Key, values: readonly string[]): { value: unknown } | QueryProblem {
  const { read, code, message } = READERS[name];
  const value = read(values);
  if (value !== undefined) return { value };
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
