import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { CSV_START, csvLine } from "../kernel/csv";
import { read } from "../kernel/transact";
import { formatMoney } from "../names/money";
import { toUnicode } from "../names/to-unicode";
import * as page from "./page/store";

const LINES = 500;

type Row = page.CurrentRow & { readonly account: string };

/** Those that a file of prices is read by have the same names, so that what was exported can be brought in. */
const COLUMNS: Readonly<Record<string, (row: Row) => string | number | boolean | null>> = {
  account: ({ account }) => account,
  tld: ({ tld }) => tld,
  tld_unicode: ({ tld }) => toUnicode(tld),
  action: ({ action }) => action,
  years: ({ years }) => years,
  price: ({ priceMinor, currency }) =>
    formatMoney(priceMinor, currency).replace(` ${currency}`, ""),
  currency: ({ currency }) => currency,
  holds_since: ({ validFrom }) => validFrom,
  source: ({ source }) => source,
};

/**
 * What every ending costs at every account, of all actions and numbers of years, as a CSV file: endings as they are
 * registered and as people write them.
 */
export function exportPrices(ctx: ServiceContext): AsyncGenerator<string> {
  authorize(ctx.actor, "price.read");
  return piecesOf(ctx);
}

async function* piecesOf(ctx: ServiceContext): AsyncGenerator<string> {
  yield CSV_START + csvLine(Object.keys(COLUMNS));
  const rows = await read(ctx, (tx) => page.everyPrice(tx, ctx.now().toISOString()));
  for (let at = 0; at < rows.length; at += LINES)
    yield rows
      .slice(at, at + LINES)
      .map((row) => csvLine(Object.values(COLUMNS).map((column) => column(row))))
      .join("");
}
