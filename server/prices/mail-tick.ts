import type { ServiceContext } from "../kernel/context";
import { type MailWorkDto, workMail } from "../mail/work-mail";
import { sendDigests } from "./send-digests";

/** No message is begun so late that its server could not answer inside the budget. */
const RESERVE_MS = 3_000;

/** Writes the digests that are due and sends what waits in the outbox, within a budget. Safe to call at any rate. */
export async function mailTick(
  ctx: ServiceContext,
  budgetMs: number,
): Promise<MailWorkDto & { readonly digests: number }> {
  const deadline = Date.now() + budgetMs - RESERVE_MS;
  const digests = await sendDigests(ctx);
  return { digests, ...(await workMail(ctx, deadline)) };
}
