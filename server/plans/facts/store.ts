import { and, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { domainFacets, domains } from "@/db/schema/domains";
import { operations } from "@/db/schema/operations";
import type { OperationKind } from "../../operations/kinds";
import { EVERYONE } from "../../partners/counted-as";

/** What a verdict on a name is computed from, as it stands here. */
export type NameFacts = {
  readonly id: string;
  readonly name: string;
  readonly tld: string;
  readonly partnerId: string | null;
  readonly accountId: string;
  readonly lifecycle: string;
  readonly statuses: readonly string[];
  readonly expiresAt: string | null;
  readonly registeredAt: string | null;
  readonly nameservers: readonly string[] | null;
  readonly lockState: string;
  readonly autoRenew: string;
  readonly dnssec: boolean | null;
  readonly privacy: boolean | null;
  readonly isCritical: boolean;
  readonly flags: number;
};

const BATCH = 10_000;

/** The facts of some names, in the order of the names. */
export async function factsOf(tx: Transaction, ids: readonly string[]): Promise<NameFacts[]> {
  const found: NameFacts[] = [];
  for (let start = 0; start < ids.length; start += BATCH)
    found.push(
      ...(await tx
        .select({
          id: domains.id,
          name: domains.name,
          tld: domains.tld,
          partnerId: domains.partnerId,
          accountId: domains.accountId,
          lifecycle: domains.lifecycle,
          statuses: domains.statuses,
          expiresAt: domains.expiresAt,
          registeredAt: domains.registeredAt,
          nameservers: domains.nameservers,
          lockState: domains.lockState,
          autoRenew: domains.autoRenew,
          dnssec: domains.dnssec,
          privacy: domains.privacy,
          isCritical: domains.isCritical,
          flags: domains.flags,
        })
        .from(domains)
        .where(sql`${domains.id} = any (${sql.param(ids.slice(start, start + BATCH))}::uuid[])`)),
    );
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

export type AccountRow = typeof registrarAccounts.$inferSelect;

/** Accounts that are still connected, by id. */
export async function accountsOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AccountRow>> {
  const rows = await tx
    .select()
    .from(registrarAccounts)
    .where(and(inArray(registrarAccounts.id, [...ids]), isNull(registrarAccounts.removedAt)));
  return new Map(rows.map((row) => [row.id, row]));
}

/** How many names each account holds: of one partner, or with null whoever they belong to. */
export async function namesOfAccounts(
  tx: Transaction,
  ids: readonly string[],
  partnerId: string | null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ id: domainFacets.accountId, names: sql<number>`sum(${domainFacets.names})::int` })
    .from(domainFacets)
    .where(
      and(
        inArray(domainFacets.accountId, [...ids]),
        sql`${domainFacets.partnerId} = ${partnerId ?? EVERYONE}::uuid`,
      ),
    )
    .groupBy(domainFacets.accountId);
  return new Map(rows.map((row) => [row.id, row.names]));
}

/** Names of these that have an open operation of a kind. */
export async function namesUnderWay(
  tx: Transaction,
  names: readonly string[],
  kind: OperationKind,
): Promise<ReadonlySet<string>> {
  const rows = await tx.execute<{ name: string }>(sql`
    select distinct ${operations.name} as name from ${operations}
    where ${operations.finishedAt} is null and ${operations.kind} = ${kind}
      and ${operations.name} = any (${sql.param([...names])}::text[])`);
  return new Set(rows.map(({ name }) => name));
}
