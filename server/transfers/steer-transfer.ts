import type { Action } from "../audit/entry";
import { mutate } from "../audit/mutate";
import { authorize, type Permission } from "../auth/policy";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid, notFound, precondition } from "../kernel/errors";
import { err, type Result } from "../kernel/result";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { spend } from "../limits/store";
import { DomainName } from "../names/domain-name";
import { lineOf } from "../operations/note-turn";
import * as pages from "../operations/page/store";
import { afterTurn } from "../operations/steer-plan";
import type { Accepted, RegistrarFailure, RegistrarGateway } from "../registrars/gateway";
import { codeProblemAt } from "./read-names";
import { RelaunchTransferInput, type SteeredDto, SteerTransferInput } from "./schemas";
import * as store from "./store";

type Asked = {
  readonly id: string;
  readonly permission: Permission;
  readonly action: Action;
  readonly capability: "transfer_in_cancel" | "transfer_in_mail" | "transfer_in_relaunch";
};
type Under = {
  readonly operation: store.OperationRow;
  readonly gateway: RegistrarGateway;
  readonly account: store.AccountRow;
};
type Told = Result<Accepted, RegistrarFailure>;

/** A person presses a button again and again; a registrar need not hear all of it. */
const LIMIT = { times: 20, perSeconds: 600 };
const TOO_MANY = "That is more than 20 requests about transfers in ten minutes. Wait a little.";

/**
 * Asks the registrar to send the mail again that it waits for an answer to.
 *
 * @returns what the registrar said: `done`, `unknown` when it gave no answer, in words
 * @throws AppError `not_found`; `precondition_failed` for a transfer that is not under way, or where the registrar cannot
 *   or will not; `rate_limited`
 */
export async function resendTransferMail(
  ctx: ServiceContext,
  input: SteerTransferInput,
): Promise<SteeredDto> {
  authorize(ctx.actor, "domain.change");
  const { id } = parsed(SteerTransferInput, input);
  return steered(
    ctx,
    {
      id,
      permission: "domain.change",
      action: "operation.mail_resent",
      capability: "transfer_in_mail",
    },
    {
      ask: ({ gateway, operation }) => gateway.resendTransferMail(changeOf(operation)),
      done: "The registrar sends the mail again. Whoever it goes to has to answer it.",
    },
  );
}

/**
 * Gives a transfer up at the registrar. It has ended when a reading says so, not before.
 *
 * @throws AppError as {@link resendTransferMail}; `forbidden` with field `session` without a fresh proof of who asks
 */
export async function cancelTransfer(
  ctx: ServiceContext,
  input: SteerTransferInput,
): Promise<SteeredDto> {
  await authorizeProven(ctx, "transfer.steer");
  const { id } = parsed(SteerTransferInput, input);
  const asked = {
    id,
    permission: "transfer.steer",
    action: "operation.cancel_asked",
    capability: "transfer_in_cancel",
  } as const;
  let isConfirmed = false;
  const told = await steered(ctx, asked, {
    ask: async ({ gateway, operation }) => {
      const answer = await gateway.cancelTransferIn(changeOf(operation));
      isConfirmed = answer.ok && answer.value.outcome === "confirmed";
      return answer;
    },
    done: "The registrar has taken the transfer back. This page says so once it is seen there.",
  });
  if (told.outcome === "done") await endIfGone(ctx, id, isConfirmed);
  return told;
}

/**
 * Gives the registrar another auth code for a transfer that stopped for a wrong one. It is not paid for once more.
 *
 * @throws AppError as {@link cancelTransfer}, but without a proof; `invalid_input` with field `authCode`
 */
export async function relaunchTransfer(
  ctx: ServiceContext,
  input: RelaunchTransferInput,
): Promise<SteeredDto> {
  authorize(ctx.actor, "transfer.steer");
  const { id, authCode } = parsed(RelaunchTransferInput, input);
  return steered(
    ctx,
    {
      id,
      permission: "transfer.steer",
      action: "operation.code_given",
      capability: "transfer_in_relaunch",
    },
    {
      ask: async ({ gateway, operation, account }) => {
        const problem = codeProblemAt(account.registrar, authCode);
        if (problem) throw invalid("authCode", problem.code, problem.message);
        return gateway.relaunchTransferIn({ ...changeOf(operation), authCode });
      },
      done: "The registrar has the new code and goes on with the transfer.",
    },
  );
}

const changeOf = ({ name, id }: store.OperationRow) => ({
  name: DomainName.parse(name),
  idempotencyKey: id,
});

type Way = {
  readonly ask: (under: Under) => Promise<Told>;
  readonly done: string;
};

/** Finds the transfer, asks its registrar outside every transaction, and writes down what was asked and said. */
async function steered(ctx: ServiceContext, asked: Asked, { ask, done }: Way): Promise<SteeredDto> {
  const under = await underWay(ctx, asked.id);
  const flag = under.gateway.capabilities[asked.capability];
  if (!flag.supported) throw precondition(flag.reason);
  await spend(ctx.db, `transfer-steer|${ctx.actor.id}`, LIMIT, TOO_MANY);
  const told = await ask(under);
  await mutate(ctx, asked.permission, async (tx, record) => {
    await store.lookNow(tx, asked.id);
    const { operation } = under;
    await record({
      action: asked.action,
      objectId: operation.id,
      objectName: operation.name,
      partnerId: operation.partnerId,
      runId: operation.planId,
      ...(told.ok ? {} : { reason: told.error.message }),
      ...(told.ok || told.error.effect === "unknown" ? {} : { result: "refused" as const }),
    });
  });
  return said(told, done);
}

function said(told: Told, done: string): SteeredDto {
  if (told.ok) return { outcome: "done", message: done };
  const { effect, message } = told.error;
  if (effect === "none") throw new AppError("precondition_failed", message);
  return {
    outcome: "unknown",
    message: `The registrar gave no answer, so it may have been done or not. ${message} It is being looked at; ask again only when nothing has changed.`,
  };
}

/** The transfer, sent and not ended, with the way to its registrar. */
async function underWay(ctx: ServiceContext, id: string): Promise<Under> {
  const found = await read(ctx, async (tx) => {
    const row = await pages.find(tx, id);
    if (row?.operation.kind !== "transfer_in") throw notFound("This transfer");
    const { operation } = row;
    return { operation, account: await store.accountOf(tx, operation.accountId) };
  });
  if (found.operation.finishedAt !== null) throw precondition("This transfer has ended already.");
  if (found.operation.sends === 0)
    throw precondition("This transfer was not sent yet: take it back, or wait until it is.");
  const opened = found.account.removedAt === null ? ctx.registrars.open(found.account) : GONE;
  if (!opened.ok) throw precondition(opened.error.message);
  return { ...found, gateway: opened.value };
}

const GONE = err({ message: "Its registrar account is not connected any more." });

/**
 * A transfer that was given up and that the registrar shows no more has ended; one it still shows is followed on.
 *
 * @param isConfirmed the registrar said that it is given up, so that knowing nothing of it any more is an end too
 */
async function endIfGone(ctx: ServiceContext, id: string, isConfirmed: boolean): Promise<void> {
  const { gateway, operation } = await underWay(ctx, id);
  const told = await gateway.readTransferIn(DomainName.parse(operation.name));
  const isGone = told.ok
    ? told.value.state === "failed" || (isConfirmed && told.value.state === "unknown")
    : told.error.code === "domain_unknown";
  if (!isGone) return;
  await mutate(ctx, "transfer.steer", async (tx, record) => {
    const set = { state: "cancelled", message: null } as const;
    if (!(await pages.close(tx, id, set, ["submitted", "unknown"]))) return record();
    await record(lineOf("operation.cancelled", operation, { reason: GIVEN_UP }));
    await afterTurn(tx, record, operation, "cancelled");
  });
}

const GIVEN_UP = "It was given up at the registrar, which shows it no more.";
