import type { Transaction } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import type { OperationKind } from "../operations/kinds";
import { ceilingsFor, heldAgainst } from "../prices/above-ceiling";
import { NOT_LOOKED } from "./dns/facts";
import type { NameFacts } from "./facts/store";
import { gatesOf } from "./gates";
import { assertGlue } from "./glue";
import { judge } from "./judging/judge";
import type { Judged } from "./judging/judged";
import { type JudgedName, rowOf, standingOf } from "./judging/standing";
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
export const fingerprintOf = (facts: NameFacts, kind: OperationKind, isStaged = false): string =>
  sha256(
    JSON.stringify([
      facts.partnerId,
      facts.accountId,
      facts.flags & DOMAIN_FLAGS.missing,
      // Of a name whose keys are to go first it is expected that they go.
      ...(STANDS_ON[kind]?.(isStaged ? { ...facts, dnssec: false } : facts) ?? []),
    ]),
  );

/** What a change of a kind is judged by. Details that a sync learns meanwhile, and that do not bear on it, spoil no plan. */
const STANDS_ON: Readonly<
  Partial<Record<OperationKind, (facts: NameFacts) => readonly unknown[]>>
> = {
  renew: ({ lifecycle, expiresAt }) => [lifecycle, expiresAt],
  nameserver_update: ({ nameservers, dnssec }) => [nameservers, dnssec === true],
  lock_update: ({ lockState }) => [lockState],
  auto_renew_update: ({ autoRenew }) => [autoRenew],
  whois_update: ({ privacy }) => [privacy],
  transfer_in: ({ lifecycle, expiresAt, lockState }) => [lifecycle, expiresAt, lockState],
};

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
  return read(ctx, async (tx) => {
    const chosen = await choose(tx);
    const domainIds = chosen.map(({ domainId }) => domainId);
    const standing = await standingOf(tx, ctx, kind, domainIds);
    const found = standing.facts.map(({ id }) => id);
    return {
      changes: new Map(chosen.map(({ domainId, change }) => [domainId, change])),
      standing,
      ceilings: kind === "renew" ? await ceilingsFor(tx, found) : new Map<string, never>(),
    };
  });
}

async function judged(ctx: ServiceContext, draft: Draft): Promise<Judgement> {
  const { changes, standing, ceilings } = await gather(ctx, draft);
  const { facts: all, accounts, underWay } = standing;
  assertGlue(changes.values(), all);
  const sides = sidesOf(ctx, accounts);
  const quotes = await quotesFor(draft.kind, all, sides);
  const now = ctx.now();
  const names = all.map((facts): JudgedName => {
    const change = changes.get(facts.id);
    if (!change) throw new Error("a name that was not chosen");
    const side = sides.get(facts.accountId);
    const quote = quoteFor(quotes, facts);
    const isUnderWay = underWay.has(facts.name);
    const verdict = judge({ facts, change, side, quote, isUnderWay, now });
    return { facts, ...heldAgainst(verdict, ceilings.get(facts.id)) };
  });
  const isStaged = draft.afterPlanId !== undefined;
  const rows = names.map((name, position) => ({
    ...rowOf(name, {
      position,
      fingerprint: fingerprintOf(name.facts, draft.kind, isStaged),
      secrets: null,
    }),
    ...delegationOf(name, draft, ctx.dns.isOn),
  }));
  return { rows, gates: gatesOf(names, standing), hash: hashOf(rows) };
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
