import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { domainFacets, domains } from "@/db/schema/domains";
import { EVERYONE } from "../../partners/counted-as";

/** How many names an account holds. */
export async function countNames(tx: Transaction, accountId: string): Promise<number> {
  return tx.$count(domains, eq(domains.accountId, accountId));
}

/** Which of these names are here already, whatever account they belong to. */
export async function knownNames(
  tx: Transaction,
  listed: readonly string[],
): Promise<ReadonlySet<string>> {
  if (listed.length === 0) return new Set();
  const rows = await tx
    .select({ name: domains.name })
    .from(domains)
    .where(inArray(domains.name, [...listed]));
  return new Set(rows.map(({ name }) => name));
}

/** Whether at least one of these names belongs to the account. */
export async function hasAnyOf(
  tx: Transaction,
  accountId: string,
  listed: readonly string[],
): Promise<boolean> {
  if (listed.length === 0) return false;
  const [row] = await tx
    .select({ id: domains.id })
    .from(domains)
    .where(and(eq(domains.accountId, accountId), inArray(domains.name, [...listed])))
    .limit(1);
  return row !== undefined;
}

/** The endings of an account's names, from the counts that are kept of them. */
export async function endingsOf(tx: Transaction, accountId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ tld: domainFacets.tld })
    .from(domainFacets)
    .where(
      and(
        eq(domainFacets.partnerId, EVERYONE),
        eq(domainFacets.accountId, accountId),
        sql`${domainFacets.names} > 0`,
      ),
    )
    .orderBy(asc(domainFacets.tld));
  return rows.map(({ tld }) => tld);
}
