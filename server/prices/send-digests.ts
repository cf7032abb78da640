import { tz } from "@date-fns/tz";
import { getHours } from "date-fns";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { organisationTimeZone, today } from "../kernel/today";
import { transact } from "../kernel/transact";
import { enqueue } from "../mail/outbox/store";
import { digestLetter } from "./alert-letter";
import * as notices from "./notices/store";

/** Digests go out in the morning, where the organisation is. */
const HOUR = 7;

/**
 * Puts what waits for a digest into one letter for each recipient, once a day from seven in the morning on. Safe to
 * call at any rate.
 *
 * @returns how many letters were written
 */
export async function sendDigests(ctx: ServiceContext): Promise<number> {
  authorize(ctx.actor, "mail.send");
  const now = ctx.now();
  if (getHours(now, { in: tz(organisationTimeZone()) }) < HOUR) return 0;
  const day = today(now);
  return transact(ctx, async (tx) => {
    let written = 0;
    for (const recipient of await notices.waitingRecipients(tx)) {
      const alerts = await notices.waitingFor(tx, recipient);
      if (alerts.length === 0) continue;
      const mailId = await enqueue(tx, {
        ...digestLetter(alerts),
        recipient,
        dedupeKey: `digest:${day}:${recipient}`,
      });
      if (!mailId) continue;
      await notices.noteMailed(
        tx,
        recipient,
        alerts.map(({ id }) => id),
        mailId,
      );
      written += 1;
    }
    return written;
  });
}
