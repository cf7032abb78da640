import { z } from "zod";
import { mutate } from "../audit/mutate";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { seal } from "../kernel/seal";
import { parsed } from "../kernel/zod-errors";
import { secretPlace } from "../webhooks/receive-event";
import { addSecret } from "../webhooks/store";
import { SCHEMES } from "../webhooks/verify";
import { assertCallable } from "./by-hand";
import { findAccount } from "./store";

/** How long an old secret still counts beside a new one. */
const OVERLAP_HOURS = 24;

const AddWebhookSecretInput = z.strictObject({
  accountId: z.uuid(),
  scheme: z.enum(SCHEMES),
  secret: z
    .string()
    .trim()
    .min(24, "A secret has at least 24 signs.")
    .max(512, "A secret has at most 512 signs.")
    .regex(/^[\x21-\x7e]+$/, "A secret has visible ASCII signs only."),
});
export type AddWebhookSecretInput = z.input<typeof AddWebhookSecretInput>;

/**
 * Adds the secret a registrar signs its events with. Earlier secrets count for a day longer, so that
 * the registrar can be switched over meanwhile.
 *
 * @returns where the registrar is to send its events
 * @throws AppError `not_found` for an account that does not exist
 */
export async function addWebhookSecret(
  ctx: ServiceContext,
  input: AddWebhookSecretInput,
): Promise<{ url: string; overlapHours: number }> {
  await authorizeProven(ctx, "account.manage");
  const { accountId, scheme, secret } = parsed(AddWebhookSecretInput, input);
  const { credentialKeys, appUrl } = environment();
  await mutate(ctx, "account.manage", async (tx, record) => {
    const account = await findAccount(tx, accountId);
    assertCallable(account);
    const id = crypto.randomUUID();
    const sealed = seal(credentialKeys.byVersion, secret, secretPlace(id));
    const hint = secret.slice(-4);
    await addSecret(tx, { id, accountId, scheme, secret: sealed, hint }, OVERLAP_HOURS);
    await record({
      action: "webhook.secret_added",
      objectId: accountId,
      objectName: account.name,
      partnerId: null,
      after: { scheme, hint },
    });
  });
  return { url: `${appUrl}/api/webhooks/${accountId}`, overlapHours: OVERLAP_HOURS };
}
