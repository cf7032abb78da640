import type { Transaction } from "@/db/client";
import type { ServiceContext } from "../../kernel/context";
import { notFound } from "../../kernel/errors";
import type { OperationKind } from "../../operations/kinds";
import * as factStore from "../facts/store";
import type { NewRow } from "../store";
import type { Judged } from "./judged";

/** How the chosen names and their accounts stand, read in one snapshot. */
export type Standing = {
  readonly facts: readonly factStore.NameFacts[];
  readonly accounts: ReadonlyMap<string, factStore.AccountRow>;
  /** How many names of the caller's scope each account holds. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Names with such a change on its way. */
  readonly underWay: ReadonlySet<string>;
};

/** What every verdict on names of ours stands on. @throws AppError `not_found` when none of the names exist */
export async function standingOf(
  tx: Transaction,
  { scope }: ServiceContext,
  kind: OperationKind,
  domainIds: readonly string[],
): Promise<Standing> {
  const facts = await factStore.factsOf(tx, domainIds);
  if (facts.length === 0) throw notFound("What you chose");
  const accountIds = [...new Set(facts.map(({ accountId }) => accountId))];
  const names = facts.map(({ name }) => name);
  return {
    facts,
    accounts: await factStore.accountsOf(tx, accountIds),
    sizes: await factStore.namesOfAccounts(tx, accountIds, scope.all ? null : scope.partnerId),
    underWay: await factStore.namesUnderWay(tx, names, kind),
  };
}

/** One name of ours with its verdict. */
export type JudgedName = Judged & { readonly facts: factStore.NameFacts };

/** A judged name as its plan keeps it. */
export const rowOf = (
  { facts, ...judged }: JudgedName,
  own: Pick<NewRow, "position" | "fingerprint" | "secrets">,
): NewRow => ({
  ...own,
  partnerId: facts.partnerId,
  domainId: facts.id,
  accountId: facts.accountId,
  name: facts.name,
  before: judged.before,
  after: judged.after,
  verdict: judged.verdict,
  rule: judged.rule ?? null,
  detail: judged.detail ?? null,
  risks: judged.risks,
  costMinor: judged.costMinor ?? null,
  currency: judged.currency ?? null,
});
