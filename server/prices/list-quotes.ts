import { z } from "zod";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { read } from "../kernel/transact";
import { toUnicode } from "../names/to-unicode";
import type { NameQuoteDto, NameQuotesDto } from "./names/schemas";
import * as page from "./page/store";
import type { QuoteQuery } from "./queries";

const Position = z.object({ sort: z.string(), id: z.string() });

/** Names with what a year of each costs, the one to be renewed first on top. */
export async function listQuotes(ctx: ServiceContext, query: QuoteQuery): Promise<NameQuotesDto> {
  authorize(ctx.actor, "price.read");
  const list = `price quotes|${query.only}|${query.q ?? ""}`;
  const after = query.cursor ? Position.parse(openCursor(query.cursor, list)) : null;
  const found = await read(ctx, (tx) =>
    page.listQuotes(tx, {
      at: ctx.now().toISOString(),
      q: query.q?.toLowerCase() ?? null,
      only: query.only,
      after,
      most: query.limit + 1,
    }),
  );
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(toQuote),
    nextCursor:
      found.length > shown.length && last
        ? signCursor({ sort: last.sort, id: last.id }, list)
        : null,
  };
}

/** A row as screens and the API have it. */
export function toQuote(row: page.QuoteRow): NameQuoteDto {
  const { id, name, nameUnicode, tld, account, renewBy, autoRenew, isOwnPrice } = row;
  const price =
    row.priceMinor === null || row.currency === null
      ? null
      : { minor: row.priceMinor, currency: row.currency };
  const ceiling =
    row.ceilingMinor === null || row.ceilingCurrency === null
      ? null
      : { minor: row.ceilingMinor, currency: row.ceilingCurrency, tag: row.ceilingTag };
  const isComparable = price && ceiling && price.currency === ceiling.currency;
  return {
    id,
    name,
    nameUnicode,
    tld,
    tldUnicode: toUnicode(tld),
    account,
    renewBy,
    autoRenew,
    price,
    isOwnPrice,
    ceiling,
    isOverCeiling: isComparable ? price.minor > ceiling.minor : null,
  };
}
