import { randomUUID } from "node:crypto";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { spend } from "../limits/store";
import { DomainName } from "../names/domain-name";
import { applyPlan } from "../plans/apply-plan";
import * as factStore from "../plans/facts/store";
import { makePlan } from "../plans/make-plan";
import { setTransferCodes } from "./edit-transfer-plan";
import { readTransfer } from "./read-transfer";
import { type OwnCodesDto, type TransferDto, TransferRef } from "./schemas";

const LIMIT = { times: 60, perSeconds: 3_600 };
const TOO_MANY = "That is more than 60 auth codes an hour. Wait a little.";
const LEASE_DAYS = 14;
const DAY_MS = 86_400_000;

type Own = { readonly facts: factStore.NameFacts; readonly account: factStore.AccountRow };
type Problem = OwnCodesDto["problems"][number];

/**
 * Gets what a transfer needs from our own account that loses the names: those that are locked are lent unlocked, as a plan
 * of its own, and the codes of the others are read and kept sealed. Nobody is shown one.
 *
 * @throws AppError `not_found`; `forbidden` with field `session` without a fresh proof of who asks; `precondition_failed` when
 *   none of the names is in an account of ours, or once it was ordered; `rate_limited` above 60 codes an hour
 */
export async function fetchOwnCodes(ctx: ServiceContext, input: TransferRef): Promise<OwnCodesDto> {
  authorize(ctx.actor, "domain.pay");
  const { id } = parsed(TransferRef, input);
  await authorizeProven(ctx, "domain.unlock");
  const transfer = await readTransfer(ctx, { id });
  if (transfer.plan.appliedAt !== null) throw precondition("This transfer was ordered already.");
  const own = await ownNames(ctx, transfer);
  if (own.length === 0)
    throw precondition("None of these names is in another account of ours and lacks a code.");
  const locked = own.filter(({ facts }) => facts.lockState === "locked");
  const open = own.filter(({ facts }) => facts.lockState !== "locked");
  const unlocking = locked.length > 0 ? await unlock(ctx, transfer, locked) : null;
  const { codes, problems } = await codesOf(ctx, open);
  if (codes.length > 0) await setTransferCodes(ctx, { id, codes });
  return {
    transfer: await readTransfer(ctx, { id }),
    kept: codes.length,
    unlocking: unlocking && { ...unlocking, names: locked.map(({ facts }) => facts.name) },
    problems,
  };
}

function ownNames(ctx: ServiceContext, { rows }: TransferDto): Promise<Own[]> {
  const ids = rows.flatMap(({ domainId, losingAccount, code }) =>
    domainId && losingAccount && code === "missing" ? [domainId] : [],
  );
  return read(ctx, async (tx) => {
    const facts = await factStore.factsOf(tx, ids);
    const accounts = await factStore.accountsOf(
      tx,
      facts.map(({ accountId }) => accountId),
    );
    return facts.flatMap((one) => {
      const account = accounts.get(one.accountId);
      return account ? [{ facts: one, account }] : [];
    });
  });
}

/** Lends the names unlocked until some days after the order. Where the plan asks for more than a click, it waits for it. */
async function unlock(
  ctx: ServiceContext,
  { account }: TransferDto,
  locked: readonly Own[],
): Promise<{ planId: string; isStarted: boolean }> {
  const plan = await makePlan(ctx, {
    key: randomUUID(),
    selection: { ids: locked.map(({ facts }) => facts.id) },
    change: {
      kind: "lock_update",
      locked: false,
      purpose: `Transfer to ${account.name}`,
      until: new Date(ctx.now().getTime() + LEASE_DAYS * DAY_MS).toISOString(),
    },
  });
  const mayStart =
    plan.expected === null && !plan.approval.isNeeded && plan.verdicts.change > plan.excluded;
  if (mayStart) await applyPlan(ctx, { id: plan.id, hash: plan.hash });
  return { planId: plan.id, isStarted: mayStart };
}

async function codesOf(ctx: ServiceContext, own: readonly Own[]) {
  const codes: { name: string; authCode: string }[] = [];
  const problems: Problem[] = [];
  for (const one of own) {
    await spend(ctx.db, `own-code|${ctx.actor.id}`, LIMIT, TOO_MANY);
    const told = await codeOf(ctx, one);
    if ("authCode" in told) codes.push(told);
    else problems.push(told);
  }
  return { codes, problems };
}

/** Reads one code. That it was read stands in the log, as when a person is shown one. */
async function codeOf(
  ctx: ServiceContext,
  { facts: { id, name, partnerId }, account }: Own,
): Promise<{ name: string; authCode: string } | Problem> {
  const gateway = ctx.registrars.open(account);
  const answer = gateway.ok ? await gateway.value.readAuthCode(DomainName.parse(name)) : gateway;
  await mutate(ctx, "domain.pay", (_tx, record) =>
    record({
      action: "domain.code_fetched",
      objectId: id,
      objectName: name,
      partnerId,
      ...(answer.ok ? {} : { result: "refused" as const, reason: answer.error.message }),
    }),
  );
  return answer.ok
    ? { name, authCode: answer.value.authCode }
    : { name, message: answer.error.message };
}
