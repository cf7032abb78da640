import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { read } from "../kernel/transact";
import { spend } from "../limits/store";
import { normaliseDomainName } from "../names/normalise-domain-name";
import type { AvailabilityDto } from "./schemas";
import * as store from "./store";

const PER_MINUTE = { times: 60, perSeconds: 60 };

/**
 * Asks a registrar whether a name can be registered. A name that breaks a rule is refused before
 * anybody is asked.
 *
 * @throws AppError `invalid_input` on `name` with the rule's code; `rate_limited` above 60 a minute;
 *   `precondition_failed` when no account is connected
 */
export async function checkAvailability(
  ctx: ServiceContext,
  input: unknown,
): Promise<AvailabilityDto> {
  authorize(ctx.actor, "availability.check");
  const normal = normaliseDomainName(input);
  if (!normal.ok) {
    const { code, message } = normal.error;
    throw new AppError(code === "type" ? "bad_request" : "invalid_input", message, {
      fields: { name: [{ code, message }] },
    });
  }
  await spend(
    ctx.db,
    `availability|${ctx.actor.id}`,
    PER_MINUTE,
    "That is more than 60 names a minute. Wait a little.",
  );
  const account = await read(ctx, store.anyAccount);
  if (!account)
    throw new AppError(
      "precondition_failed",
      "No registrar account is connected that could be asked.",
    );

  const { name, unicode, flags } = normal.value;
  const gateway = ctx.registrars.open(account);
  const answer = gateway.ok ? await gateway.value.checkAvailability(name) : gateway;
  const told = answer.ok
    ? answer.value
    : { state: "unknown" as const, evidence: answer.error.message };
  return {
    name,
    nameUnicode: unicode,
    state: told.state,
    evidence: told.evidence,
    account: account.name,
    flags: [...flags],
  };
}
