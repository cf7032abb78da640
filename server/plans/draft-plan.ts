import { createHash } from "node:crypto";
import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { invalid, notFound } from "../kernel/errors";
import { isDuplicate, read } from "../kernel/transact";
import type { OperationKind } from "../operations/kinds";
import * as factStore from "./facts/store";
import { gatesOf } from "./gates";
import { type Judged, judge } from "./judge";
import { permissionFor } from "./permissions";
import type { PlanChange } from "./schemas";
import { quoteFor, quotesFor, sidesOf } from "./sides";
import * as store from "./store";

/** A preview stands for so long; after it the names are looked at anew. */
const MINUTES_VALID = 30;

export type Draft = {
  /** What the caller names the intent by. */
  readonly key: string;
  readonly kind: PlanChange["kind"];
  /** What is asked, as it is shown. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly selection: Readonly<Record<string, unknown>>;
  readonly forcedReason?: string | undefined;
  readonly undoOf?: string;
  readonly retryOf?: string;
  /** The names, each with what it is to get. */
  readonly choose: (tx: Transaction) => Promise<readonly Chosen[]>;
};

export type Chosen = { readonly domainId: string; readonly change: PlanChange };

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What a verdict stands on, in short: when it differs, the name was changed meanwhile. */
export const fingerprintOf = (facts: factStore.NameFacts): string => {
  const {
    partnerId,
    accountId,
    lifecycle,
    expiresAt,
    nameservers,
    lockState,
    autoRenew,
    dnssec,
    flags,
  } = facts;
  return sha256(
    JSON.stringify([
      partnerId,
      accountId,
      lifecycle,
      expiresAt,
      nameservers,
      lockState,
      autoRenew,
      dnssec,
      flags & MISSING,
    ]),
  );
};
const MISSING = 4;

/** Who an intent belongs to: two people may use the same key for different things. */
export const intentKeyOf = ({ actor }: ServiceContext, key: string): string =>
  sha256(`${actor.kind}|${actor.id}|${key}`);

/**
 * Makes a plan: freezes the names, judges each, and writes it down. Registrars are only read.
 *
 * The same key gives the same plan, for ever.
 * @returns the id of the plan
 * @throws AppError `invalid_input` with field `key` when the key was used for something else; `not_found` when
 *   none of the names exist
 */
export async function draftPlan(ctx: ServiceContext, draft: Draft): Promise<string> {
  authorize(ctx.actor, permissionFor(draft.kind, draft.change));
  const intentKey = intentKeyOf(ctx, draft.key);
  const requestHash = sha256(
    JSON.stringify([draft.kind, draft.change, draft.selection, draft.undoOf, draft.retryOf]),
  );
  const made = await read(ctx, (tx) => store.findByIntent(tx, intentKey));
  if (made) return sameOrRefused(made, requestHash);
  const rows = await judged(ctx, draft);
  try {
    return await write(ctx, draft, { intentKey, requestHash, ...rows });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const other = await read(ctx, (tx) => store.findByIntent(tx, intentKey));
    if (!other) throw error;
    return sameOrRefused(other, requestHash);
  }
}

function sameOrRefused({ id, requestHash: made }: store.PlanRecord, asked: string): string {
  if (made === asked) return id;
  throw invalid(
    "key",
    "reused",
    "This key was used for something else before. Use a new key for a new intent.",
  );
}

type Judgement = {
  readonly rows: readonly store.NewRow[];
  readonly gates: ReturnType<typeof gatesOf>;
  readonly hash: string;
};

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
    };
  });
}

async function judged(ctx: ServiceContext, draft: Draft): Promise<Judgement> {
  const { changes, facts: all, accounts, sizes, underWay } = await gather(ctx, draft);
  const sides = sidesOf(ctx, accounts);
  const quotes = await quotesFor(draft.kind, all, sides);
  const now = ctx.now();
  const verdicts = all.map((facts) => {
    const change = changes.get(facts.id);
    if (!change) throw new Error("a name that was not chosen");
    const side = sides.get(facts.accountId);
    const quote = quoteFor(quotes, facts);
    const isUnderWay = underWay.has(facts.name);
    return { facts, ...judge({ facts, change, side, quote, isUnderWay, now }) };
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
  const rows = verdicts.map(rowOf);
  return { rows, gates, hash: hashOf(rows) };
}

type Verdict = Judged & { readonly facts: factStore.NameFacts };

const rowOf = ({ facts, ...row }: Verdict, position: number): store.NewRow => ({
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
  fingerprint: fingerprintOf(facts),
  secrets: null,
});

/** One hash over all that a person looks at before saying yes. */
const hashOf = (rows: readonly store.NewRow[]): string =>
  sha256(
    rows
      .map(({ name, verdict, after, costMinor, currency, fingerprint }) =>
        JSON.stringify([name, verdict, after, costMinor, currency, fingerprint]),
      )
      .join("\n"),
  );

type Written = Judgement & { readonly intentKey: string; readonly requestHash: string };

function write(
  ctx: ServiceContext,
  draft: Draft,
  { rows, gates, hash, intentKey, requestHash }: Written,
): Promise<string> {
  const isPaidByCustomer =
    !ctx.scope.all && permissionFor(draft.kind, draft.change) === "domain.pay";
  return mutate(ctx, permissionFor(draft.kind, draft.change), async (tx, record) => {
    await record();
    const plan = await store.insertPlan(tx, {
      partnerId: ctx.scope.all ? null : ctx.scope.partnerId,
      kind: draft.kind satisfies OperationKind,
      intentKey,
      requestHash,
      change: {
        ...draft.change,
        ...(draft.forcedReason ? { forcedReason: draft.forcedReason } : {}),
      },
      selection: draft.selection,
      names: rows.length,
      hash,
      gates,
      needsApproval: isPaidByCustomer,
      requestedByKind: ctx.actor.kind,
      requestedById: ctx.actor.id,
      requestedByName: ctx.actor.name,
      requestId: ctx.requestId,
      expiresAt: new Date(Date.now() + MINUTES_VALID * 60_000).toISOString(),
      undoOf: draft.undoOf ?? null,
      retryOf: draft.retryOf ?? null,
    });
    await store.insertRows(tx, plan.id, rows);
    return plan.id;
  });
}
