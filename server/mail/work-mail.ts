import { randomUUID } from "node:crypto";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { transact } from "../kernel/transact";
import * as store from "./outbox/store";
import { type Delivery, handOver, type MailServer } from "./smtp";

export type MailWorkDto = {
  readonly sent: number;
  readonly failed: number;
  readonly doubtful: number;
  /** Tried, and to be tried again. */
  readonly postponed: number;
};

const MOST_ATTEMPTS = 8;
const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 6 * 3600;

/** Seconds until the next try: a minute, doubled three times over each time, at most six hours. */
const waitOf = (attempts: number) =>
  Math.min(FIRST_WAIT_SECONDS * 3 ** (attempts - 1), LONGEST_WAIT_SECONDS);

/**
 * Sends what stands in the outbox and is due, one message after the other, until `deadline` (epoch milliseconds). Safe
 * to call from several processes: a message is noted as being sent before any byte of it leaves, and one that was
 * handed over without an answer is not sent again.
 */
export async function workMail(
  ctx: ServiceContext,
  deadline: number,
  server: MailServer | undefined = environment().mail,
): Promise<MailWorkDto> {
  authorize(ctx.actor, "mail.send");
  const done = { sent: 0, failed: 0, doubtful: 0, postponed: 0 };
  done.doubtful += await transact(ctx, store.doubtLost);
  done.failed += await transact(ctx, store.giveUpOld);
  if (!server) return done;
  const { appUrl } = environment();
  while (Date.now() < deadline) {
    const token = randomUUID();
    const mail = await transact(ctx, (tx) => store.takeDue(tx, token));
    if (!mail) break;
    const delivery = await handOver(server, mail, appUrl);
    const outcome = outcomeOf(delivery, mail.attempts);
    await transact(ctx, (tx) => store.settle(tx, { id: mail.id, token }, outcome));
    done[outcome.state === "pending" ? "postponed" : outcome.state] += 1;
  }
  return done;
}

function outcomeOf({ outcome, answer }: Delivery, attempts: number): store.Outcome {
  if (outcome === "sent" || outcome === "doubtful") return { state: outcome, answer };
  if (outcome === "refused" || attempts >= MOST_ATTEMPTS) return { state: "failed", answer };
  return { state: "pending", answer, inSeconds: waitOf(attempts) };
}
