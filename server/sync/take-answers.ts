import type { Transaction } from "@/db/client";
import { mutate, type Recorder } from "../audit/mutate";
import type { ContactsTold, RegistrarDomain } from "../registrars/gateway";
import type { Answered } from "./answered";
import { type Applied, applyToKnown } from "./apply-readings";
import * as book from "./book/store";
import * as checks from "./checks/store";
import { takeContacts, withContacts } from "./contacts/take-contacts";
import { flagUnread } from "./flag-unread";
import { markMissing } from "./mark-missing";
import { digestOf } from "./observation";
import { patiently } from "./patiently";
import { readingOf, type Session } from "./session";
import * as store from "./store";

/** What a reading of status alone takes over. */
const STATUS_FIELDS = [
  "name",
  "statuses",
  "unknownStatuses",
  "expiresAt",
  "phases",
  "registryUpdatedAt",
] as const;

/** The part of a reading that tells of status and expiry. */
export const statusOf = (told: RegistrarDomain): RegistrarDomain =>
  Object.fromEntries(
    Object.entries(told).filter(([field]) => (STATUS_FIELDS as readonly string[]).includes(field)),
  ) as RegistrarDomain;

type Told = checks.Named & {
  readonly told: RegistrarDomain;
  readonly contacts: ContactsTold | null;
  readonly digest: string | null;
};

/**
 * Takes what a registrar answered about names into the record, in one transaction: of those that are still ours,
 * so that nothing is written twice, and nothing by a process that was given up.
 */
export async function takeAnswers(session: Session, answers: readonly Answered[]): Promise<void> {
  if (answers.length === 0) return;
  const all = answers.map((one) => ({ ...one, ...tellingOf(session, one) }));
  await patiently(() =>
    mutate(session.ctx, "sync.run", async (tx, record) => {
      await session.hold(tx);
      await record();
      const held = await checks.held(tx, session.token, all);
      const isSame = new Map(held.map((one) => [one.id, one.isSame]));
      const ours = all.filter(({ id }) => isSame.has(id));
      const told = ours.filter((one): one is typeof one & Told => one.told !== null);
      const other = told.filter(({ id }) => !isSame.get(id));
      const applied = other.length > 0 ? await apply(tx, record, session, other) : UNCHANGED;
      await noteRead(tx, session, told, applied);
      const missing = await noteFailed(tx, record, session, ours);
      await advance(tx, session, { ours, read: told.length, missing, ...applied });
    }),
  );
  for (const { id } of answers) session.claimed.delete(id);
  session.done.names += answers.length;
  session.onProgress(session);
}

const UNCHANGED: Applied = {
  ...{ added: 0, changed: 0, conflicts: 0 },
  changes: new Map(),
  lost: new Set(),
};

/** What of an answer is taken over, and by which digest it is known again. */
function tellingOf({ target }: Session, { answer }: Answered) {
  if (!answer.ok) return { told: null, contacts: null, digest: null };
  const { domain, contacts } = answer.value;
  if (target.mode === "status") return { told: statusOf(domain), contacts: null, digest: null };
  return { told: domain, contacts, digest: digestOf(domain, contacts) };
}

async function apply(
  tx: Transaction,
  record: Recorder,
  session: Session,
  told: readonly Told[],
): Promise<Applied> {
  const byId = new Map(told.map((one) => [one.id, one.told]));
  const known = await store.findDomains(tx, [...byId.keys()]);
  const pairs = known.flatMap((one) => {
    const reading = byId.get(one.id);
    return reading ? [{ known: one, told: reading }] : [];
  });
  const reading = readingOf(session, "info", true);
  const applied = await applyToKnown(tx, record, reading, pairs);
  const contacts = new Map(told.map((one) => [one.id, one.contacts]));
  const tellings = known.flatMap((one) => {
    const theirs = contacts.get(one.id);
    return theirs ? [{ known: one, contacts: theirs }] : [];
  });
  const moved = await takeContacts(tx, record, reading, tellings);
  await checks.lowerUnread(tx, [...byId.keys()]);
  return withContacts(applied, moved);
}

const noteRead = (
  tx: Transaction,
  { gateway, rules }: Session,
  told: readonly Told[],
  { changes, lost }: Applied,
) =>
  checks.saveRead(
    tx,
    // What somebody changed meanwhile is compared again, whatever the registrar says then.
    told.map(({ id, digest, contacts }) => ({
      id,
      digest: digest !== null && lost.has(id) ? "" : digest,
      isChanged: changes.has(id),
      hasContacts: contacts !== null,
    })),
    { hasList: gateway.capabilities.list.supported, rules },
  );

/** A registrar that has no list says in this way that a name is gone. @returns how many went missing */
async function noteFailed(
  tx: Transaction,
  record: Recorder,
  session: Session,
  answers: readonly Answered[],
): Promise<number> {
  const failed = answers.flatMap(({ id, answer }) =>
    answer.ok ? [] : [{ id, code: answer.error.code, message: answer.error.message }],
  );
  if (failed.length === 0) return 0;
  const givenUp = await checks.saveFailed(tx, failed, session.rules);
  await flagUnread(tx, record, [...givenUp], session.run.id);
  const gone = failed.filter(({ code }) => code === "domain_unknown").map(({ id }) => id);
  if (gone.length === 0 || session.gateway.capabilities.list.supported) return 0;
  const { account, run, ctx } = session;
  return markMissing(tx, record, gone, { accountId: account.id, runId: run.id, now: ctx.now() });
}

type Counted = Applied & {
  readonly ours: readonly Answered[];
  readonly read: number;
  readonly missing: number;
};

const advance = (
  tx: Transaction,
  { run }: Session,
  { ours, read, missing, changed, conflicts }: Counted,
) =>
  book.advanceRun(tx, run.id, {
    detailed: read,
    ...(run.scope === "account" ? {} : { checked: read }),
    changed,
    conflicts,
    missing,
    errors: ours.length - read,
    apiCalls: ours.reduce((sum, { answer }) => sum + (answer.ok ? answer.value.calls : 1), 0),
    problems: ours.flatMap(({ name, answer }) =>
      answer.ok ? [] : [{ name, problem: answer.error.message, code: answer.error.code }],
    ),
  });
