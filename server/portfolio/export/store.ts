import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Filter } from "../filter";
import type { PortfolioQuery } from "../query";
import { all, list, nameConditions } from "../store";
import { lineSql } from "./columns";
import { type Profile, textCell } from "./csv-sql";

/** Which names go into the file: chosen ones, or all that match. */
export type Wanted =
  | { readonly ids: readonly string[] }
  | { readonly filter: Filter; readonly order: Pick<PortfolioQuery, "sort" | "dir"> };

/** More than any tenant has: a search for a file is not cut short as one for a page is. */
const UNCUT = 10_000_000;

function from(wanted: Wanted): SQL {
  if ("ids" in wanted || wanted.filter.q === "") return sql`domains d`;
  const { q, partnerId } = wanted.filter;
  return sql`search_domains(${q}, ${partnerId}::uuid, null, null, null, null, null, null, null, null, null,
    ${UNCUT}) as hit join domains d on d.id = hit.id`;
}

const where = (wanted: Wanted): SQL =>
  "ids" in wanted
    ? sql`d.id = any (${list(wanted.ids)}::uuid[])`
    : all(nameConditions(wanted.filter));

function orderBy(wanted: Wanted): SQL {
  if ("ids" in wanted) return sql.raw("d.name");
  const { sort, dir } = wanted.order;
  const way = dir === "desc" ? "desc" : "asc";
  return sql.raw(sort === "name" ? `d.name ${way}` : `d.renew_sort ${way}, d.id ${way}`);
}

/**
 * Opens a cursor over the lines of the file. It ends with the transaction.
 *
 * @param isWalked whether an index is to give the order: the lines are too many to be sorted
 */
export async function openLines(
  tx: Transaction,
  wanted: Wanted,
  profile: Profile,
  isWalked: boolean,
): Promise<void> {
  const name = sql.raw(textCell("name")(profile));
  const statement = sql`
    declare lines no scroll cursor for
    with a as materialized (select id, ${name} as cell from registrar_accounts),
      p as materialized (select id, ${name} as cell from partners)
    select ${sql.raw(lineSql(profile))} as line
    from ${from(wanted)} left join a on a.id = d.account_id left join p on p.id = d.partner_id
    where ${where(wanted)} order by ${orderBy(wanted)}`;
  await settle(tx, isWalked);
  await tx.execute(statement);
}

/** All lines will be read, so the plan that is best to the end is wanted, not the one that begins soonest. */
async function settle(tx: Transaction, isWalked: boolean): Promise<void> {
  const walk = isWalked ? sql`, set_config('enable_sort', 'off', true)` : sql``;
  await tx.execute(sql`select set_config('timezone', 'UTC', true),
    set_config('cursor_tuple_fraction', '1', true), set_config('enable_bitmapscan', 'off', true)${walk}`);
}

/** The next lines, in order, as one text, and how many they are; none are left when fewer come than were asked for. */
export async function nextLines(
  tx: Transaction,
  most: number,
): Promise<{ text: string; lines: number }> {
  const rows = await tx.execute<{ line: string }>(sql.raw(`fetch ${most} from lines`));
  let text = "";
  for (const { line } of rows) text += line;
  return { text, lines: rows.length };
}
