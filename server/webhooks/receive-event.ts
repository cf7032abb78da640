import { createHash } from "node:crypto";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { AppError } from "../kernel/errors";
import { unseal } from "../kernel/seal";
import { read, transact } from "../kernel/transact";
import { spend } from "../limits/store";
import { hear } from "./event";
import * as store from "./store";
import { proveSender, type Scheme, type Secret } from "./verify";

/** So many unproven events a minute from one address; more than a mistake, less than a flood. */
const UNPROVEN = { times: 60, perSeconds: 60 };

/** Where a webhook secret is sealed to. */
export const secretPlace = (id: string): string => `webhook_secrets|secret|${id}`;

async function secretsOf(ctx: ServiceContext, accountId: string): Promise<Secret[]> {
  const { byVersion } = environment().credentialKeys;
  const sealed = await read(ctx, (tx) => store.activeSecrets(tx, accountId));
  return sealed.map(({ id, scheme, secret }) => ({
    scheme: scheme as Scheme,
    value: unseal(byVersion, secret, secretPlace(id)),
  }));
}

/**
 * Takes an event a registrar sent about one account into the inbox. It is handled later, by reading
 * the name it is about; nothing it says is believed.
 *
 * @returns "new", or "again" for a delivery that came before
 * @throws AppError `unauthenticated`, the same for an unknown account, one without secrets, and a wrong
 *   signature; `bad_request` for malformed headers or body; `conflict` when the id came with another
 *   body; `rate_limited` after sixty unproven events in a minute from one address
 */
export async function receiveEvent(
  ctx: ServiceContext,
  event: { accountId: string; headers: Headers; body: Uint8Array },
): Promise<"new" | "again"> {
  const { accountId, body } = event;
  const proven = await prove(ctx, event);
  const { kind, name } = hear(body);
  const bodySha256 = createHash("sha256").update(body).digest("hex");
  const delivery = { accountId, deliveryId: proven.id, bodySha256, kind, name };
  const outcome = await transact(ctx, (tx) => store.receive(tx, delivery));
  if (outcome === "other")
    throw new AppError("conflict", "This delivery id came before with another body.");
  return outcome;
}

async function prove(
  ctx: ServiceContext,
  { accountId, headers, body }: { accountId: string; headers: Headers; body: Uint8Array },
) {
  try {
    return proveSender(headers, body, await secretsOf(ctx, accountId), ctx.now());
  } catch (error) {
    const message = "Too many events that cannot be proven. Wait a little.";
    await spend(ctx.db, `webhook-unproven|${ctx.address ?? accountId}`, UNPROVEN, message);
    throw error;
  }
}
