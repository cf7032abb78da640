import { addDays, addMonths, format, max, parseISO } from "date-fns";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { today } from "../kernel/today";
import { read } from "../kernel/transact";
import type { ForecastDto } from "./forecast/schemas";
import * as store from "./forecast/store";

const MONTHS = 12;
const SPANS = [
  [30, "names30", "minor30"],
  [90, "names90", "minor90"],
  [365, "names365", "minor365"],
] as const;
const LONGEST_DAYS = 365;

const on = (day: Date) => format(day, "yyyy-MM-dd");

/**
 * What renewals of the next twelve months cost, by account and currency, at the prices that hold now: every name once,
 * in the month it is to be renewed in, but for those that are let go. Also what the next 30, 90 and 365 days cost.
 */
export async function readForecast(ctx: ServiceContext): Promise<ForecastDto> {
  authorize(ctx.actor, "price.read");
  const from = today(ctx.now());
  const at = ctx.now().toISOString();
  const first = parseISO(from);
  const months = Array.from({ length: MONTHS }, (_none, ahead) =>
    format(addMonths(first, ahead), "yyyy-MM"),
  );
  const end = addMonths(parseISO(`${months[0]}-01`), MONTHS);
  const until = on(max([end, addDays(first, LONGEST_DAYS)]));
  const rows = await read(ctx, (tx) => store.forecastRows(tx, { from, until, at }));
  const shown = rows.filter(({ month }) => months.includes(month));
  return {
    months,
    lines: linesOf(shown, months),
    totals: SPANS.map((span) => totalOf(rows, span)),
    unpriced: sum(
      shown.filter(({ currency }) => currency === null),
      "names",
    ),
  };
}

type Figure = "names" | "minor" | (typeof SPANS)[number][1 | 2];

const sum = (rows: readonly store.ForecastRow[], what: Figure): number =>
  rows.reduce((total, row) => total + row[what], 0);

/** Rows that stand together, by what they have in common. */
function grouped(
  rows: readonly store.ForecastRow[],
  keyOf: (row: store.ForecastRow) => string,
): ReadonlyMap<string, store.ForecastRow[]> {
  const groups = new Map<string, store.ForecastRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

const UNPRICED = "";

function linesOf(rows: readonly store.ForecastRow[], months: readonly string[]) {
  const priced = rows.filter(({ currency }) => currency !== null);
  const lines = grouped(priced, ({ accountId, currency }) => `${accountId}|${currency}`);
  return [...lines.values()].flatMap((own) => {
    const [one] = own;
    if (!one || one.currency === null) return [];
    const { accountId, account, currency } = one;
    const byMonth = months.map((month) => {
      const due = own.filter((row) => row.month === month);
      return { names: sum(due, "names"), minor: sum(due, "minor") };
    });
    const [names, minor] = [sum(own, "names"), sum(own, "minor")];
    return [{ accountId, account, currency, names, minor, byMonth }];
  });
}

function totalOf(rows: readonly store.ForecastRow[], [days, names, minor]: (typeof SPANS)[number]) {
  const due = rows.filter((row) => row[names] > 0);
  const byCurrency = grouped(due, ({ currency }) => currency ?? UNPRICED);
  return {
    days,
    names: sum(due, names),
    unpriced: sum(byCurrency.get(UNPRICED) ?? [], names),
    sums: [...byCurrency]
      .filter(([currency]) => currency !== UNPRICED)
      .map(([currency, own]) => ({ currency, minor: sum(own, minor) }))
      .sort((one, other) => (one.currency < other.currency ? -1 : 1)),
  };
}
