import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import { assertSteppedUp } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { notFound, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { readOperation } from "./list-operations";
import { lineOf } from "./note-turn";
import * as pages from "./page/store";
import { type OperationDto, OperationRef, ResolveOperationInput } from "./schemas";
import { afterTurn } from "./steer-plan";

/**
 * Ends an operation that was not sent yet.
 *
 * @throws AppError `precondition_failed` once it was sent: then it can only be looked for; of a transfer `forbidden` with
 *   field `session` without a fresh proof of who asks
 */
export async function cancelOperation(
  ctx: ServiceContext,
  input: OperationRef,
): Promise<OperationDto> {
  const { id } = parsed(OperationRef, input);
  await mutate(ctx, "domain.change", async (tx, record) => {
    const found = await pages.find(tx, id);
    if (!found) throw notFound("This change");
    const { operation } = found;
    if (operation.kind === "transfer_in") await assertSteppedUp(ctx, tx);
    const isEnded =
      operation.sends === 0 &&
      (await pages.close(tx, id, { state: "cancelled", message: null }, ["pending", "retrying"]));
    if (!isEnded)
      throw precondition("It was sent already, or is being sent; it can no longer be cancelled.");
    await record(lineOf("operation.cancelled", operation));
    await afterTurn(tx, record, operation, "cancelled");
  });
  return readOperation(ctx, { id });
}

/**
 * Ends an operation that was sent and that no reading proves: a person has found out at the registrar what became of it.
 *
 * @throws AppError `precondition_failed` unless it was sent and is open
 */
export async function resolveOperation(
  ctx: ServiceContext,
  input: ResolveOperationInput,
): Promise<OperationDto> {
  authorize(ctx.actor, "operation.resolve");
  const { id, outcome, reason } = parsed(ResolveOperationInput, input);
  await assertSteppedUp(ctx);
  await mutate(ctx, "operation.resolve", async (tx, record) => {
    const found = await pages.find(tx, id);
    if (!found) throw notFound("This change");
    const state = outcome === "happened" ? "completed" : "failed";
    const set = { state, message: reason } as const;
    if (!(await pages.close(tx, id, set, ["submitted", "unknown"])))
      throw precondition(
        "Only what was sent and is still open can be decided by hand. Is it being looked for just now?",
      );
    await record(lineOf("operation.closed", found.operation, { reason, after: { outcome } }));
    await afterTurn(tx, record, found.operation, state);
  });
  return readOperation(ctx, { id });
}
