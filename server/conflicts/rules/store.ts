import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { fieldRules } from "@/db/schema/conflicts";
import { domainSync } from "@/db/schema/domains";
import { partners } from "@/db/schema/partners";

/** The rules of an account that are not the usual ones, each with its partner's name. */
export const ofAccount = (tx: Transaction, accountId: string) =>
  tx
    .select({
      field: fieldRules.field,
      authority: fieldRules.authority,
      partnerId: fieldRules.partnerId,
      partnerName: partners.name,
      changedAt: fieldRules.changedAt,
      changedBy: fieldRules.changedByName,
    })
    .from(fieldRules)
    .leftJoin(partners, eq(partners.id, fieldRules.partnerId))
    .where(eq(fieldRules.accountId, accountId))
    .orderBy(fieldRules.field, partners.name);
export type RuleRow = Awaited<ReturnType<typeof ofAccount>>[number];

/** What an account is called, unless it was removed. The row is held until the transaction ends. */
export async function holdAccount(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: registrarAccounts.name })
    .from(registrarAccounts)
    .where(and(eq(registrarAccounts.id, id), isNull(registrarAccounts.removedAt)))
    .for("update");
  return row?.name ?? null;
}

/** Null when there is no such partner. */
export async function partnerName(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx.select({ name: partners.name }).from(partners).where(eq(partners.id, id));
  return row?.name ?? null;
}

type Rule = {
  readonly accountId: string;
  readonly partnerId: string | null;
  readonly field: string;
};

const isIt = ({ accountId, partnerId, field }: Rule) =>
  and(
    eq(fieldRules.accountId, accountId),
    partnerId === null ? isNull(fieldRules.partnerId) : eq(fieldRules.partnerId, partnerId),
    eq(fieldRules.field, field),
  );

/** Whose word a rule says counts; null where there is no such rule. */
export async function authorityOf(tx: Transaction, rule: Rule): Promise<string | null> {
  const [row] = await tx
    .select({ authority: fieldRules.authority })
    .from(fieldRules)
    .where(isIt(rule));
  return row?.authority ?? null;
}

/** Writes a rule; null takes it away. */
export async function save(
  tx: Transaction,
  rule: Rule,
  authority: string | null,
  by: { readonly name: string; readonly at: string },
): Promise<void> {
  await tx.delete(fieldRules).where(isIt(rule));
  if (authority !== null)
    await tx
      .insert(fieldRules)
      .values({ ...rule, authority, changedByName: by.name, changedAt: by.at });
}

/**
 * Has whatever is told next of an account's names compared, by its list and of each name alone, so that a new rule is
 * applied to what was told before.
 *
 * @param partnerId whose names the rule is about; null: all of them
 */
export async function compareAnew(
  tx: Transaction,
  { accountId, partnerId }: Pick<Rule, "accountId" | "partnerId">,
): Promise<void> {
  await tx
    .update(domainSync)
    .set({ listDigest: sql`''`, infoDigest: sql`''` })
    .where(
      and(
        eq(domainSync.accountId, accountId),
        partnerId === null ? undefined : eq(domainSync.partnerId, partnerId),
        sql`(${domainSync.listDigest} <> '' or ${domainSync.infoDigest} <> '')`,
      ),
    );
}
