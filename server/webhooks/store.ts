import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { webhookEvents, webhookSecrets } from "@/db/schema/webhooks";
import type { Scheme } from "./verify";

/** The sealed secrets an account's events may be signed with now; none for an account that does not exist. */
export async function activeSecrets(tx: Transaction, accountId: string) {
  return tx
    .select({ id: webhookSecrets.id, scheme: webhookSecrets.scheme, secret: webhookSecrets.secret })
    .from(webhookSecrets)
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, webhookSecrets.accountId))
    .where(
      and(
        eq(webhookSecrets.accountId, accountId),
        isNull(registrarAccounts.removedAt),
        or(isNull(webhookSecrets.endsAt), sql`${webhookSecrets.endsAt} > now()`),
      ),
    );
}

export type Delivery = {
  readonly accountId: string;
  readonly deliveryId: string;
  readonly bodySha256: string;
  readonly kind: string;
  readonly name: string | null;
};

/** Puts an event into the inbox. @returns "new", "again" for the same delivery, "other" for its id with another body */
export async function receive(
  tx: Transaction,
  delivery: Delivery,
): Promise<"new" | "again" | "other"> {
  const [row] = await tx
    .insert(webhookEvents)
    .values(delivery)
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id });
  if (row) return "new";
  const [old] = await tx
    .select({ bodySha256: webhookEvents.bodySha256 })
    .from(webhookEvents)
    .where(
      and(
        eq(webhookEvents.accountId, delivery.accountId),
        eq(webhookEvents.deliveryId, delivery.deliveryId),
      ),
    );
  return old?.bodySha256 === delivery.bodySha256 ? "again" : "other";
}

type Claimed = { id: string; account_id: string; name: string | null; domain_id: string | null };

/** Claims events nobody has handled for two minutes, oldest first, with the domain of that account each is about. */
export async function claimEvents(tx: Transaction, most: number): Promise<Claimed[]> {
  const rows = await tx.execute<Claimed>(sql`
    with claimed as (
      update webhook_events set claimed_until = now() + interval '2 minutes'
      where id in (
        select id from webhook_events
        where handled_at is null and (claimed_until is null or claimed_until < now())
        order by received_at limit ${most} for update skip locked
      ) returning id, account_id, name
    )
    select c.id, c.account_id, c.name, d.id as domain_id
    from claimed c left join domains d on d.name = c.name and d.account_id = c.account_id`);
  return [...rows];
}

/** Notes what became of an event; it is not handled again. */
export async function settleEvent(tx: Transaction, id: string, outcome: string): Promise<void> {
  await tx
    .update(webhookEvents)
    .set({ handledAt: sql`now()`, outcome })
    .where(eq(webhookEvents.id, id));
}

/** Forgets events older than thirty days: no sender repeats one so late. */
export async function forgetOldEvents(tx: Transaction): Promise<void> {
  await tx
    .delete(webhookEvents)
    .where(sql`${webhookEvents.receivedAt} < now() - interval '30 days'`);
}

type NewSecret = { id: string; accountId: string; scheme: Scheme; secret: string; hint: string };

/** Adds a secret; older ones of the account end after the overlap. */
export async function addSecret(
  tx: Transaction,
  secret: NewSecret,
  overlapHours: number,
): Promise<void> {
  await tx
    .update(webhookSecrets)
    .set({ endsAt: sql`now() + make_interval(hours => ${overlapHours})` })
    .where(and(eq(webhookSecrets.accountId, secret.accountId), isNull(webhookSecrets.endsAt)));
  await tx.insert(webhookSecrets).values(secret);
}
