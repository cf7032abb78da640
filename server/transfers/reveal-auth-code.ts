import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import { assertSteppedUp } from "../auth/step-up";
import { findDomain } from "../domains/find-domain";
import type { ServiceContext } from "../kernel/context";
import { AppError, notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { spend } from "../limits/store";
import { DomainName } from "../names/domain-name";
import { RevealAuthCodeInput, type RevealedCodeDto } from "./schemas";
import * as store from "./store";

/** Whoever leaves with more names than this in an hour does so with more than one hour. */
const LIMIT = { times: 10, perSeconds: 3_600 };
const TOO_MANY = "That is more than 10 auth codes an hour. Wait a little.";

/**
 * Reads the auth code of a name at its registrar, for a person who is about to move it away. It is shown once and kept
 * nowhere; that it was shown stands in the log before it is.
 *
 * @throws AppError `forbidden`, with field `session` without a fresh proof of who asks; `not_found`; `rate_limited` above 10
 *   an hour; `precondition_failed` with the reason where the registrar gives none
 */
export async function revealAuthCode(
  ctx: ServiceContext,
  input: RevealAuthCodeInput,
): Promise<RevealedCodeDto> {
  authorize(ctx.actor, "domain.reveal_code");
  const { domain } = parsed(RevealAuthCodeInput, input);
  const found = await read(ctx, async (tx) => store.standing(tx, await findDomain(tx, domain)));
  if (!found) throw notFound("This name");
  await assertSteppedUp(ctx);
  await spend(ctx.db, `auth-code|${ctx.actor.id}`, LIMIT, TOO_MANY);
  const gateway = ctx.registrars.open(found.account);
  const answer = gateway.ok
    ? await gateway.value.readAuthCode(DomainName.parse(found.name))
    : gateway;
  await mutate(ctx, "domain.reveal_code", (_tx, record) =>
    record({
      action: "domain.code_revealed",
      objectId: found.id,
      objectName: found.name,
      partnerId: found.partnerId,
      ...(answer.ok ? {} : { result: "refused" as const, reason: answer.error.message }),
    }),
  );
  if (answer.ok) return { name: found.name, authCode: answer.value.authCode };
  throw new AppError("precondition_failed", answer.error.message);
}
