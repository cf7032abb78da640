import type { Transaction } from "@/db/client";
import type { Recorder } from "../audit/mutate";
import { DomainName } from "../names/domain-name";
import type { RegistrarDomain } from "../registrars/gateway";
import type { OwnField } from "../sync/apply-readings";
import { takeReading } from "../sync/take-reading";
import { isSeen } from "./contacts-seen";
import { type Before, hostSet } from "./evidence";
import type { Intent } from "./intents";
import { noteTurn } from "./note-turn";
import { postCheckOf } from "./post-check";
import type { Turn } from "./queue/store";
import { readName } from "./read-name";
import type { Work } from "./work";

/** After this time an operation that nothing proves or disproves is handed to a person. */
const REVIEW_AFTER_MS = 72 * 3_600_000;
const DAY_SECONDS = 86_400;
const MINUTE_SECONDS = 60;
/** Right after sending it is looked for often: most registrars are done within a minute. */
const EARLY_SECONDS = [3, 5, 10, 20, 40];

/**
 * Looks for what was sent, by reading alone. A reading that shows it ends the operation; one that does not
 * proves nothing, so it is looked for again, ever more rarely, and after three days a person is asked.
 * Only a change that merely sets a value is sent again.
 */
export async function settle(work: Work): Promise<void> {
  const { one } = work;
  if (one.state === "submitted" && one.acceptedAt === null) return cameToNoEnd(work);
  const answer = await readName(work);
  if (answer.ok && (await isSeen(work, beforeSending(work), answer.value)))
    return complete(work, answer.value, { by: "reading" });
  if (work.intent.kind === "transfer_in") return followTransfer(work);
  const isRepeatable = !one.isPaid && one.state === "unknown" && answer.ok;
  if (isRepeatable && one.sends < one.maxSends) return sendAgain(work);
  if (isRepeatable) return notSeen(work);
  if (answer.ok && isOvertaken(work, answer.value)) return overtaken(work);
  return lookAgain(work, answer.ok ? null : answer.error.message);
}

const beforeSending = ({ one }: Work): Before => (one.before as Before | null) ?? { isHeld: false };

/** The worker that sent it is gone, and with it the answer. Whether it left is not known. */
async function cameToNoEnd({ ctx, one }: Work): Promise<void> {
  const reason =
    "It was being sent when the work on it broke off. Whether it arrived is found out by reading.";
  await noteTurn(
    ctx,
    one,
    { state: "unknown", inSeconds: 0, errorCode: "interrupted", errorMessage: reason },
    { action: "operation.unknown", reason },
  );
}

type Proof = { readonly by: "reading"; readonly wasSo?: boolean };

/** What each kind of change makes so: no reading that shows it is a change of somebody else's. */
const OURS: Readonly<Partial<Record<Intent["kind"], readonly OwnField[]>>> = {
  nameserver_update: ["nameservers"],
  lock_update: ["lockState"],
  ds_update: ["dnssec"],
  contact_update: ["contacts", "registrant"],
  renew: ["expiresAt"],
  transfer_in: ["expiresAt", "nameservers", "lockState", "registrant", "contacts", "dnssec"],
};
const oursOf = (intent: Intent): readonly OwnField[] => OURS[intent.kind] ?? [];

/** The change was seen at the registrar: it is done, and what was read is taken over in the same moment. */
export async function complete(work: Work, told: RegistrarDomain, proof: Proof): Promise<void> {
  const { ctx, one, intent } = work;
  const also = (tx: Transaction, record: Recorder) =>
    takeReading(tx, record, told, {
      accountId: one.accountId,
      runId: one.planId,
      now: ctx.now(),
      ours: oursOf(intent),
      partnerId: one.partnerId,
      isTheirs: intent.kind === "register",
    });
  const evidence = { ...proof, ...shown(told), ...(await postCheckOf(work, told)) };
  await noteTurn(
    ctx,
    one,
    { state: "completed", evidence, errorCode: null, errorMessage: null },
    { action: "operation.completed", after: evidence, also },
  );
}

/** What of a reading is worth keeping as proof. */
const shown = ({ expiresAt, nameservers, transferLocked, autoRenew, privacy }: RegistrarDomain) =>
  Object.fromEntries(
    Object.entries({ expiresAt, nameservers, transferLocked, autoRenew, privacy }).filter(
      ([, value]) => value !== undefined,
    ),
  );

async function sendAgain({ ctx, one }: Work): Promise<void> {
  const reason = "The registrar does not show it, so it is sent once more.";
  await noteTurn(
    ctx,
    one,
    { state: "retrying", inSeconds: 0 },
    { action: "operation.retrying", reason },
  );
}

async function notSeen({ ctx, one }: Work): Promise<void> {
  const reason = `It was sent ${one.sends} times and is not to be seen at the registrar.`;
  await noteTurn(
    ctx,
    one,
    { state: "failed", errorCode: "not_seen", errorMessage: reason },
    { action: "operation.failed", reason, after: { code: "not_seen" } },
  );
}

/**
 * Whether a name has neither the nameservers it had nor those it was to get, long enough after the registrar had taken
 * them up: somebody changed them again elsewhere, so these will never be seen.
 */
function isOvertaken({ one, intent }: Work, told: RegistrarDomain): boolean {
  if (intent.kind !== "nameserver_update" || one.checks < EARLY_SECONDS.length) return false;
  const { nameservers: before } = (one.before as Before | null) ?? {};
  return (
    before !== undefined &&
    told.nameservers !== undefined &&
    hostSet(told.nameservers) !== hostSet(before)
  );
}

async function overtaken({ ctx, one }: Work): Promise<void> {
  const reason =
    "The registrar took it up, and the name has other nameservers now: somebody changed them again elsewhere.";
  await noteTurn(
    ctx,
    one,
    { state: "failed", errorCode: "stale", errorMessage: reason },
    { action: "operation.failed", reason, after: { code: "stale" } },
  );
}

async function followTransfer(work: Work): Promise<void> {
  const answer = await work.gateway.readTransferIn(DomainName.parse(work.one.name));
  if (!answer.ok) return lookAgain(work, answer.error.message);
  const { state, step, reason } = answer.value;
  const evidence = { transfer: state, ...(step ? { step } : {}), ...(reason ? { reason } : {}) };
  if (state !== "failed") return lookAgain(work, null, evidence);
  const words = reason ?? "The transfer was refused.";
  await noteTurn(
    work.ctx,
    work.one,
    { state: "failed", errorCode: "transfer_failed", errorMessage: words, evidence },
    { action: "operation.failed", reason: words, after: evidence },
  );
}

/** Seconds until an operation is looked for again: often at first, in the end once a day. */
export const checkAgainSeconds = (checks: number): number =>
  EARLY_SECONDS[checks] ??
  Math.min(DAY_SECONDS, MINUTE_SECONDS * 2 ** (checks - EARLY_SECONDS.length));

async function lookAgain(
  { ctx, one }: Work,
  problem: string | null,
  evidence?: Turn["evidence"],
): Promise<void> {
  const sentMs = Date.parse(one.dispatchedAt ?? one.requestedAt);
  const isLate = ctx.now().getTime() - sentMs > REVIEW_AFTER_MS;
  const asksNow = isLate && one.reviewAt === null;
  const reason =
    "Nothing at the registrar shows it after three days. Somebody must find out there.";
  await noteTurn(
    ctx,
    one,
    {
      state: one.state,
      inSeconds: isLate ? DAY_SECONDS : checkAgainSeconds(one.checks),
      isChecked: true,
      needsReview: isLate,
      ...(problem ? { errorMessage: problem } : {}),
      ...(evidence ? { evidence } : {}),
    },
    asksNow ? { action: "operation.review", reason } : { action: null },
  );
}
