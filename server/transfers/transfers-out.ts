import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import { authorizeProven } from "../auth/step-up";
import { findDomain } from "../domains/find-domain";
import type { ServiceContext } from "../kernel/context";
import { AppError, notFound, precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { DomainName } from "../names/domain-name";
import type { RegistrarGateway } from "../registrars/gateway";
import { AnswerTransferOutInput, type SteeredDto, type TransfersOutDto } from "./schemas";
import * as store from "./store";

type Found = NonNullable<Awaited<ReturnType<typeof store.standing>>>;
type Way = {
  readonly found: Found;
  readonly gateway: RegistrarGateway | null;
  readonly obstacle: string | null;
};

/** A name with the way to its registrar, as far as transfers out can be asked about and answered there. */
async function wayOf(ctx: ServiceContext, reference: string): Promise<Way> {
  const found = await read(ctx, async (tx) => store.standing(tx, await findDomain(tx, reference)));
  if (!found) throw notFound("This name");
  const opened = ctx.registrars.open(found.account);
  if (!opened.ok) return { found, gateway: null, obstacle: opened.error.message };
  const flag = opened.value.capabilities.transfer_out;
  return { found, gateway: opened.value, obstacle: flag.supported ? null : flag.reason };
}

/**
 * The requests of other registrars for a name, read at its registrar, the newest first.
 *
 * @throws AppError `not_found`; `registrar_unavailable` when it gives no answer
 */
export async function readTransfersOut(
  ctx: ServiceContext,
  reference: string,
): Promise<TransfersOutDto> {
  authorize(ctx.actor, "domain.read");
  const { found, gateway, obstacle } = await wayOf(ctx, reference);
  if (!gateway || obstacle) return { obstacle, requests: [] };
  const told = await gateway.readTransfersOut(DomainName.parse(found.name));
  if (!told.ok) throw new AppError("registrar_unavailable", told.error.message);
  return {
    obstacle: null,
    requests: told.value.map(({ reference: number, state, step, reason }) => ({
      reference: number,
      state,
      step: step ?? null,
      reason: reason ?? null,
    })),
  };
}

const DONE = {
  true: "The registrar lets the name go. When it has gone, the next sync says so.",
  false: "The registrar has refused the request; the name stays.",
} as const;

/**
 * Agrees to the request of another registrar for a name, or refuses it.
 *
 * @throws AppError `forbidden`, with field `session` without a fresh proof of who asks; `not_found`; `precondition_failed` with the
 *   reason where the registrar cannot or will not
 */
export async function answerTransferOut(
  ctx: ServiceContext,
  input: AnswerTransferOutInput,
): Promise<SteeredDto> {
  await authorizeProven(ctx, "transfer.answer");
  const { domain, reference, isApproved } = parsed(AnswerTransferOutInput, input);
  const { found, gateway, obstacle } = await wayOf(ctx, domain);
  if (!gateway || obstacle)
    throw precondition(obstacle ?? "The account is not connected any more.");
  const request = { name: DomainName.parse(found.name), idempotencyKey: ctx.requestId, reference };
  const told = await (isApproved
    ? gateway.approveTransferOut(request)
    : gateway.rejectTransferOut(request));
  await mutate(ctx, "transfer.answer", (_tx, record) =>
    record({
      action: isApproved ? "domain.transfer_approved" : "domain.transfer_rejected",
      objectId: found.id,
      objectName: found.name,
      partnerId: found.partnerId,
      after: { request: reference },
      ...(told.ok ? {} : { reason: told.error.message }),
      ...(told.ok || told.error.effect === "unknown" ? {} : { result: "refused" as const }),
    }),
  );
  if (told.ok) return { outcome: "done", message: DONE[`${isApproved}`] };
  if (told.error.effect === "none") throw precondition(told.error.message);
  return {
    outcome: "unknown",
    message: `The registrar gave no answer, so it may have been done or not. ${told.error.message} Look at the request again.`,
  };
}
