import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { priceAlerts, priceNotices } from "@/db/schema/prices";
import type { AlertFacts } from "../alert-words";
import { unicodeOf } from "../ending";

const MOST = 200;

/** Who waits for a digest. */
export async function waitingRecipients(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ recipient: priceNotices.recipient })
    .from(priceNotices)
    .where(isNull(priceNotices.mailId))
    .orderBy(priceNotices.recipient);
  return rows.map(({ recipient }) => recipient);
}

/** What one recipient is to be told, the oldest first; held, so that two digests do not take the same. */
export async function waitingFor(
  tx: Transaction,
  recipient: string,
): Promise<(AlertFacts & { readonly id: string })[]> {
  const rows = await tx
    .select({ alert: priceAlerts, account: registrarAccounts.name })
    .from(priceNotices)
    .innerJoin(priceAlerts, eq(priceAlerts.id, priceNotices.alertId))
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, priceAlerts.accountId))
    .where(and(eq(priceNotices.recipient, recipient), isNull(priceNotices.mailId)))
    .orderBy(asc(priceAlerts.noticedAt), asc(priceAlerts.id))
    .limit(MOST)
    .for("update", { of: priceNotices, skipLocked: true });
  return rows.map(({ alert, account }) => ({ ...alert, ...unicodeOf(alert), account }));
}

export async function noteMailed(
  tx: Transaction,
  recipient: string,
  alertIds: readonly string[],
  mailId: string,
): Promise<void> {
  await tx
    .update(priceNotices)
    .set({ mailId })
    .where(
      and(eq(priceNotices.recipient, recipient), inArray(priceNotices.alertId, [...alertIds])),
    );
}
