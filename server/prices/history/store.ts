import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { iso } from "../../kernel/instant";
import type { Line } from "../lines";

/** What a price is of: a TLD of an account, or (`name` not empty) one name. */
export type Place = { readonly accountId: string; readonly tld: string; readonly name: string };

export type Known = Line & { readonly validFrom: string };

/** A price that held when it was told has begun, even for somebody whose clock is behind; an announced one begins when it does. */
const hasBegun = (at: string) =>
  sql`valid_from <= greatest(${at}::timestamptz, told_at + interval '1 second')`;

/** The lines of a place as they hold at an instant: of each the last that began by then. */
export async function linesAt(tx: Transaction, place: Place, at: string): Promise<Known[]> {
  const rows = await tx.execute<Known & Record<string, unknown>>(sql`
    select distinct on (action, years) action, years::int as years, currency, price_minor::float8 as "priceMinor",
      normal_price_minor::float8 as "normalPriceMinor", is_premium as "isPremium", valid_from as "validFrom"
    from prices where account_id = ${place.accountId} and tld = ${place.tld} and name = ${place.name}
      and ${hasBegun(at)}
    order by action, years, valid_from desc`);
  return rows.map((row) => ({ ...row, validFrom: iso(row.validFrom) }));
}

/** What a registrar told of each ending of an account, as it holds at an instant. */
export async function endingsOf(
  tx: Transaction,
  accountId: string,
  at: string,
): Promise<ReadonlyMap<string, readonly Line[]>> {
  const rows = await tx.execute<Line & { tld: string } & Record<string, unknown>>(sql`
    select distinct on (tld, action, years) tld, action, years::int as years, currency,
      price_minor::float8 as "priceMinor", normal_price_minor::float8 as "normalPriceMinor", is_premium as "isPremium"
    from prices where account_id = ${accountId} and name = '' and source = 'registrar' and ${hasBegun(at)}
    order by tld, action, years, valid_from desc`);
  const endings = new Map<string, Line[]>();
  for (const { tld, ...line } of rows) endings.set(tld, [...(endings.get(tld) ?? []), line]);
  return endings;
}

export type Written = { readonly id: string; readonly action: string; readonly years: number };

/**
 * Writes lines that are new or moved. Two moves of one line never begin at the same instant: the later one begins a
 * millisecond after.
 */
export async function insertLines(
  tx: Transaction,
  place: Place,
  lines: readonly Line[],
  how: { readonly source: "registrar" | "file" | "hand"; validFrom: string; toldAt: string },
): Promise<Written[]> {
  if (lines.length === 0) return [];
  const rows = await tx.execute<Written & Record<string, unknown>>(sql`
    insert into prices (account_id, tld, name, action, years, currency, price_minor, normal_price_minor, is_premium,
      source, valid_from, told_at)
    select ${place.accountId}::uuid, ${place.tld}, ${place.name}, l.action, l.years, l.currency, l."priceMinor",
      l."normalPriceMinor", l."isPremium", ${how.source}, greatest(${how.validFrom}::timestamptz, (
        select max(p.valid_from) + interval '1 millisecond' from prices p
        where p.account_id = ${place.accountId} and p.tld = ${place.tld} and p.name = ${place.name}
          and p.action = l.action and p.years = l.years and ${hasBegun(how.validFrom)})),
      ${how.toldAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(action text, years int, currency text,
      "priceMinor" bigint, "normalPriceMinor" bigint, "isPremium" boolean)
    returning id, action, years::int as years`);
  return [...rows];
}
