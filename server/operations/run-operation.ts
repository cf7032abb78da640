import { together } from "@/db/together";
import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { report } from "../kernel/report";
import { err, type Result } from "../kernel/result";
import { read } from "../kernel/transact";
import type { Accepted, RegistrarDomain } from "../registrars/gateway";
import { availabilityProblem } from "./availability-problem";
import { isSeen } from "./contacts-seen";
import { beforeOf, isProven, staleReason } from "./evidence";
import { type Intent, intentOf } from "./intents";
import { CAPABILITY_OF, causeOf, OPEN_STATES } from "./kinds";
import { lineOf, noteTurn } from "./note-turn";
import { openSecrets } from "./open-secrets";
import { priceProblem } from "./price-problem";
import * as queue from "./queue/store";
import { readName } from "./read-name";
import { send } from "./send";
import { complete, settle } from "./settle-operation";
import * as standing from "./standing/store";
import { afterTurn } from "./steer-plan";
import { TakenOver, unlessTakenOver } from "./taken-over";
import type { Problem, Work } from "./work";

/** Tries to begin that may fail in passing before an operation is given up unsent. */
const MOST_TRIES = 6;
const FIRST_WAIT_SECONDS = 10;
const LONGEST_WAIT_SECONDS = 900;

/** How soon it is looked for what a registrar has taken up and not done yet. */
const FIRST_CHECK_SECONDS = 3;

/**
 * Moves one claimed operation on by one step: begins and sends what is pending, looks for what was sent. What goes
 * wrong with the registrar becomes the operation's state; only failures of our own are thrown.
 *
 * @param account its account; null when that was removed
 */
export async function runOperation(
  ctx: ServiceContext,
  one: queue.Claimed,
  account: queue.Taken["account"],
): Promise<void> {
  const gateway: Result<Work["gateway"], Problem> = account
    ? ctx.registrars.open(account, "interactive")
    : err(REMOVED);
  const intent = intentOf(one.kind, one.params);
  if (!gateway.ok)
    return isSent(one) ? waitToLook(ctx, one, gateway.error) : giveUp(ctx, one, gateway.error);
  const work = { ctx, one, gateway: gateway.value, intent };
  return isSent(one) ? settle(work) : begin(work);
}

const REMOVED: Problem = {
  code: "account_removed",
  message: "Its registrar account is not connected any more.",
};

const isSent = ({ state }: Pick<queue.Claimed, "state">) =>
  state === "submitted" || state === "unknown";

async function begin(work: Work): Promise<void> {
  const { ctx, one, gateway } = work;
  const flag = gateway.capabilities[CAPABILITY_OF[one.kind]];
  if (!flag.supported) return giveUp(ctx, one, { code: "unsupported", message: flag.reason });
  const answer = await readName(work);
  if (!answer.ok && answer.error.code !== "domain_unknown") return later(ctx, one, answer.error);
  const told = answer.ok ? answer.value : null;
  const before = beforeOf(told);
  if (told && !one.isPaid && (await isSeen(work, before, told)))
    return complete(work, told, { by: "reading", wasSo: true });
  const stale = await staleNow(work, told);
  if (stale) return fail(ctx, one, "stale", stale);
  const problem = (await availabilityProblem(work)) ?? (await priceProblem(work));
  if (problem) return later(ctx, one, problem);
  if (await claimSending(work, before)) await sendNow(work);
}

/**
 * Whether what an operation was planned from no longer stands, in words; null when it does. A name that stands as an
 * earlier wish of ours left it, which was under way when this one was started, is as expected: the later wish holds.
 */
async function staleNow(
  { ctx, one, intent }: Work,
  told: RegistrarDomain | null,
): Promise<string | null> {
  const now = beforeOf(told);
  const stale = staleReason(intent, (one.before as typeof now | null) ?? null, now);
  if (!stale || !told || one.isPaid) return stale;
  const wishes = await read(ctx, (tx) => standing.sentMeanwhile(tx, one));
  const isOurs = wishes.some((params) =>
    isProven({ kind: intent.kind, params } as Intent, now, told),
  );
  return isOurs ? null : stale;
}

/** Commits that it is sent, before it is. Older wishes for the same value end with it. */
const claimSending = ({ ctx, one }: Work, before: ReturnType<typeof beforeOf>): Promise<boolean> =>
  unlessTakenOver(
    mutate(ctx, "operation.run", async (tx, record) => {
      const [mayBeSent, replaced] = await together(
        queue.markSent(tx, one, before),
        one.isPaid ? [] : queue.supersede(tx, one, OPEN_STATES),
        record(lineOf("operation.sent", one, { after: { ...one.params } })),
      );
      if (!mayBeSent) throw new TakenOver();
      await record(...replaced.map((older) => lineOf("operation.superseded", older)));
      // What was replaced may have been the last of its plan.
      for (const older of replaced) await afterTurn(tx, record, older, "superseded");
      return true;
    }),
  );

async function sendNow(work: Work): Promise<void> {
  const { ctx, one, gateway, intent } = work;
  const answer = await send(gateway, { name: one.name, key: one.id }, intent, openSecrets(one));
  if (answer.ok) return taken(work, answer.value);
  const { error } = answer;
  if (error.effect === "unknown")
    return void (await noteTurn(
      ctx,
      one,
      { state: "unknown", inSeconds: 0, errorCode: error.code, errorMessage: error.message },
      { action: "operation.unknown", reason: error.message },
    ));
  const passes = causeOf(error.code) === "passing";
  if (passes && !one.isPaid && one.sends + 1 < one.maxSends) return again(ctx, one, error);
  await fail(ctx, one, error.code, error.message);
}

/** The registrar has taken it up. That is no proof: a reading is, now or later. */
async function taken({ ctx, one }: Work, { outcome, reference }: Accepted): Promise<void> {
  await noteTurn(
    ctx,
    one,
    {
      state: "submitted",
      inSeconds: outcome === "confirmed" ? 0 : FIRST_CHECK_SECONDS,
      accepted: true,
      ...(reference ? { registrarRef: reference } : {}),
    },
    { action: "operation.accepted", after: { outcome, ...(reference ? { reference } : {}) } },
  );
}

const waitSeconds = (tries: number, { retryAfterSeconds = 0 }: Problem): number =>
  Math.max(
    retryAfterSeconds,
    Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** tries) * (0.5 + Math.random() / 2),
  );

/** Nothing was sent yet and the registrar could not be asked: a little later, or never. */
async function later(ctx: ServiceContext, one: queue.Claimed, error: Problem): Promise<void> {
  if (error.code === "rate_limited") return whenThereIsRoom(ctx, one, error);
  if (causeOf(error.code) !== "passing" || one.checks + 1 >= MOST_TRIES)
    return giveUp(ctx, one, error);
  await noteTurn(
    ctx,
    one,
    {
      state: one.state,
      inSeconds: waitSeconds(one.checks, error),
      isChecked: true,
      errorCode: error.code,
      errorMessage: error.message,
    },
    { action: null },
  );
}

/** The rate is used up, by us or by others: that is no fault of the change, so it counts as no try. */
async function whenThereIsRoom(
  ctx: ServiceContext,
  one: queue.Claimed,
  { code, message, retryAfterSeconds = 0 }: Problem,
): Promise<void> {
  const inSeconds = Math.max(retryAfterSeconds, FIRST_WAIT_SECONDS) * (0.5 + Math.random());
  await noteTurn(
    ctx,
    one,
    {
      state: one.state,
      inSeconds: Math.max(retryAfterSeconds, inSeconds),
      errorCode: code,
      errorMessage: message,
    },
    { action: null },
  );
}

/** It was sent and provably had no effect, and setting a value again does no harm. */
async function again(ctx: ServiceContext, one: queue.Claimed, error: Problem): Promise<void> {
  await noteTurn(
    ctx,
    one,
    {
      state: "retrying",
      inSeconds: waitSeconds(one.sends, error),
      errorCode: error.code,
      errorMessage: error.message,
    },
    { action: "operation.retrying", reason: error.message },
  );
}

const giveUp = (ctx: ServiceContext, one: queue.Claimed, { code, message }: Problem) =>
  fail(ctx, one, code, one.sends > 0 ? message : `Nothing was sent. ${message}`);

async function fail(
  ctx: ServiceContext,
  one: queue.Claimed,
  code: string,
  message: string,
): Promise<void> {
  await noteTurn(
    ctx,
    one,
    { state: "failed", errorCode: code, errorMessage: message },
    { action: "operation.failed", reason: message, after: { code } },
  );
}

/** The account cannot be opened, and something may be under way: it is looked for when it can be, and by a person. */
async function waitToLook(
  ctx: ServiceContext,
  one: queue.Claimed,
  { code, message }: Problem,
): Promise<void> {
  const reason = `${message} Somebody must find out at the registrar what became of it.`;
  await noteTurn(
    ctx,
    one,
    {
      state: one.state,
      inSeconds: LONGEST_WAIT_SECONDS,
      isChecked: true,
      needsReview: true,
      errorCode: code,
      errorMessage: message,
    },
    one.reviewAt === null ? { action: "operation.review", reason } : { action: null },
  );
}

/**
 * Something of ours broke while it was worked on. It is tried again; what was not sent is given up in the end. Where it
 * broke only the record tells: what was sent is never taken for unsent.
 */
export async function trip(ctx: ServiceContext, one: queue.Claimed, error: unknown): Promise<void> {
  report(error, { part: "operation", operation: one.id });
  const state = await read(ctx, (tx) => standing.stateOf(tx, one));
  if (state === null) return;
  const message = "Something on our side broke while it was worked on.";
  if (!isSent(one) && isSent({ state })) {
    const reason = `${message} Whether it arrived is found out by reading.`;
    const unknown = { state: "unknown", inSeconds: 0, errorCode: "interrupted" } as const;
    const told = { action: "operation.unknown", reason } as const;
    return void (await noteTurn(ctx, one, { ...unknown, errorMessage: reason }, told));
  }
  if (!isSent(one) && one.checks + 1 >= MOST_TRIES) return fail(ctx, one, "internal", message);
  await noteTurn(
    ctx,
    one,
    {
      state: one.state,
      inSeconds: LONGEST_WAIT_SECONDS,
      isChecked: true,
      errorCode: "internal",
      errorMessage: message,
    },
    { action: null },
  );
}
