import type { Transaction } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import type { OperationKind } from "../operations/kinds";
import { ceilingsFor, heldAgainst } from "../prices/above-ceiling";
import { NOT_LOOKED } from "./dns/facts";
import * as factStore from "./facts/store";
import { gatesOf } from "./gates";
import { assertGlue } from "./glue";
import { type Judged, judge } from "./judge";
import type { PlanChange } from "./schemas";
import { quoteFor, quotesFor, sidesOf } from "./sides";
import type * as store from "./store";
import { hashOf, type Judgement, type PlanIntent, sha256, writePlan } from "./write-plan";

export type Draft = PlanIntent & {
  readonly kind: PlanChange["kind"];
  /** The names, each with what it is to get. */
  readonly choose: (tx: Transaction) => Promise<readonly Chosen[]>;
};

export type Chosen = { readonly domainId: string; readonly change: PlanChange };

/** What a verdict stands on, in short: when it differs, the name was changed meanwhile. */
export const fingerprintOf = (
  facts: factStore.NameFacts,
  kind: OperationKind,
  isStaged = false,
): string =>
  sha256(
    JSON.stringify([
      facts.partnerId,
      facts.accountId,
      facts.flags & MISSING,
      // Of a name whose keys are to go first it is expected that they go.
      ...(STANDS_ON[kind]?.(isStaged ? { ...facts, dnssec: false } : facts) ?? []),
    ]),
  );

/** What a change of a kind is judged by. Details that a sync learns meanwhile, and that do not bear on it, spoil no plan. */
const STANDS_ON: Readonly<
  Partial<Record<OperationKind, (facts: factStore.NameFacts) => readonly unknown[]>>
> = {
  renew: ({ lifecycle, expiresAt }) => [lifecycle, expiresAt],
  nameserver_update: ({ nameservers, dnssec }) => [nameservers, dnssec === true],
  lock_update: ({ lockState }) => [lockState],
  auto_renew_update: ({ autoRenew }) => [autoRenew],
  whois_update: ({ privacy }) => [privacy],
  transfer_in: ({ lifecycle, expiresAt, lockState }) => [lifecycle, expiresAt, lockState],
};
const MISSING = 4;

/**
 * Makes a plan of names that stand here: freezes them, judges each, and writes it down. Registrars are only read.
 *
 * @returns the id of the plan
 * @throws AppError as {@link writePlan}; `not_found` when none of the names exist
 */
export const draftPlan = (ctx: ServiceContext, draft: Draft): Promise<string> =>
  writePlan(ctx, draft, () => judged(ctx, draft));

/** Everything a verdict needs that stands here: read in one snapshot. */
function gather(ctx: ServiceContext, { kind, choose }: Draft) {
  const partnerId = ctx.scope.all ? null : ctx.scope.partnerId;
  return read(ctx, async (tx) => {
    const chosen = await choose(tx);
    const facts = await factStore.factsOf(
      tx,
      chosen.map(({ domainId }) => domainId),
    );
    if (facts.length === 0) throw notFound("What you chose");
    const accountIds = [...new Set(facts.map(({ accountId }) => accountId))];
    const names = facts.map(({ name }) => name);
    return {
      changes: new Map(chosen.map(({ domainId, change }) => [domainId, change])),
      facts,
      accounts: await factStore.accountsOf(tx, accountIds),
      sizes: await factStore.namesOfAccounts(tx, accountIds, partnerId),
      underWay: await factStore.namesUnderWay(tx, names, kind),
      ceilings:
        kind === "renew"
          ? await ceilingsFor(
              tx,
              facts.map(({ id }) => id),
            )
          : new Map<string, never>(),
    };
  });
}

async function judged(ctx: ServiceContext, draft: Draft): Promise<Judgement> {
  const { changes, facts: all, accounts, sizes, underWay, ceilings } = await gather(ctx, draft);
  assertGlue(changes.values(), all);
  const sides = sidesOf(ctx, accounts);
  const quotes = await quotesFor(draft.kind, all, sides);
  const now = ctx.now();
  const verdicts = all.map((facts) => {
    const change = changes.get(facts.id);
    if (!change) throw new Error("a name that was not chosen");
    const side = sides.get(facts.accountId);
    const quote = quoteFor(quotes, facts);
    const isUnderWay = underWay.has(facts.name);
    const verdict = judge({ facts, change, side, quote, isUnderWay, now });
    return { facts, ...heldAgainst(verdict, ceilings.get(facts.id)) };
  });
  const gates = gatesOf(
    verdicts.map((row) => ({
      ...row,
      accountId: row.facts.accountId,
      accountName: accounts.get(row.facts.accountId)?.name ?? "",
      isCritical: row.facts.isCritical,
    })),
    sizes,
  );
  const rows = verdicts.map((row, position) => ({
    ...rowOf(row, position, draft),
    ...delegationOf(row, draft, ctx.dns.isOn),
  }));
  return { rows, gates, hash: hashOf(rows) };
}

/** A name that is to have other nameservers is looked at in the DNS once its plan stands. */
function delegationOf(
  { verdict, risks }: Judged,
  { kind }: Draft,
  isOn: boolean,
): Partial<store.NewRow> {
  if (kind !== "nameserver_update" || verdict !== "change") return {};
  return isOn
    ? { dns: "checking" }
    : { dns: "unknown", dnsFacts: NOT_LOOKED, risks: [...risks, "dns_unknown"] };
}

type Verdict = Judged & { readonly facts: factStore.NameFacts };

const rowOf = (
  { facts, ...row }: Verdict,
  position: number,
  { kind, afterPlanId }: Draft,
): store.NewRow => ({
  position,
  partnerId: facts.partnerId,
  domainId: facts.id,
  accountId: facts.accountId,
  name: facts.name,
  before: row.before,
  after: row.after,
  verdict: row.verdict,
  rule: row.rule ?? null,
  detail: row.detail ?? null,
  risks: row.risks,
  costMinor: row.costMinor ?? null,
  currency: row.currency ?? null,
  fingerprint: fingerprintOf(facts, kind, afterPlanId !== undefined),
  secrets: null,
});
