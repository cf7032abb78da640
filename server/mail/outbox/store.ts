import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { mailOutbox } from "@/db/schema/mail";

export type Mail = typeof mailOutbox.$inferSelect;
export type NewMail = Pick<Mail, "dedupeKey" | "recipient" | "subject" | "textBody" | "htmlBody">;

/** Longer than a server is given to answer, so that nobody takes over a message that is under way. */
const LEASE_SECONDS = 180;

/** Writes a message into the outbox, once per key. @returns its id, or null when it stands there already */
export async function enqueue(tx: Transaction, mail: NewMail): Promise<string | null> {
  const [row] = await tx
    .insert(mailOutbox)
    .values(mail)
    .onConflictDoNothing()
    .returning({ id: mailOutbox.id });
  return row?.id ?? null;
}

/**
 * Messages that somebody began to hand over and never came back from: they may have arrived. No machine sends them
 * again. @returns how many
 */
export async function doubtLost(tx: Transaction): Promise<number> {
  const rows = await tx
    .update(mailOutbox)
    .set({
      state: "doubtful",
      endedAt: sql`now()`,
      leaseToken: null,
      leaseUntil: null,
      lastAnswer: "The process that sent it ended before the server's answer was noted.",
    })
    .where(and(eq(mailOutbox.state, "sending"), sql`${mailOutbox.leaseUntil} < now()`))
    .returning({ id: mailOutbox.id });
  return rows.length;
}

const GIVE_UP_DAYS = 7;

/** Ends messages that waited so long that what they tell is old. @returns how many */
export async function giveUpOld(tx: Transaction): Promise<number> {
  const rows = await tx
    .update(mailOutbox)
    .set({
      state: "failed",
      endedAt: sql`now()`,
      lastAnswer: sql`coalesce(${mailOutbox.lastAnswer}, 'No mail server was set for a week.')`,
    })
    .where(
      and(
        eq(mailOutbox.state, "pending"),
        sql`${mailOutbox.createdAt} < now() - make_interval(days => ${GIVE_UP_DAYS})`,
      ),
    )
    .returning({ id: mailOutbox.id });
  return rows.length;
}

/** Takes the next message that is due. It is noted as being sent before any byte leaves. */
export async function takeDue(tx: Transaction, token: string): Promise<Mail | null> {
  const [row] = await tx
    .update(mailOutbox)
    .set({
      state: "sending",
      attempts: sql`${mailOutbox.attempts} + 1`,
      leaseToken: token,
      leaseUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
    })
    .where(
      sql`${mailOutbox.id} = (select m.id from mail_outbox m where m.state = 'pending' and m.next_attempt_at <= now()
        order by m.next_attempt_at, m.id limit 1 for update skip locked)`,
    )
    .returning();
  return row ?? null;
}

export type Outcome =
  | { readonly state: "sent" | "doubtful" | "failed"; readonly answer: string }
  | { readonly state: "pending"; readonly answer: string; readonly inSeconds: number };

/** Notes what became of a message that was taken. */
export async function settle(
  tx: Transaction,
  { id, token }: { id: string; token: string },
  outcome: Outcome,
): Promise<void> {
  await tx
    .update(mailOutbox)
    .set({
      state: outcome.state,
      lastAnswer: outcome.answer,
      leaseToken: null,
      leaseUntil: null,
      ...(outcome.state === "pending"
        ? { nextAttemptAt: sql`now() + make_interval(secs => ${outcome.inSeconds})` }
        : { endedAt: sql`now()` }),
    })
    .where(and(eq(mailOutbox.id, id), eq(mailOutbox.leaseToken, token)));
}

/** How many messages wait, and how many ended in doubt or failed. */
export async function countMail(
  tx: Transaction,
): Promise<{ pending: number; doubtful: number; failed: number }> {
  const [row] = await tx.execute<{ pending: number; doubtful: number; failed: number }>(sql`
    select count(*) filter (where state in ('pending', 'sending'))::int as pending,
      count(*) filter (where state = 'doubtful')::int as doubtful,
      count(*) filter (where state = 'failed')::int as failed
    from mail_outbox`);
  return row ?? { pending: 0, doubtful: 0, failed: 0 };
}
