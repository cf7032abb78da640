import type { Transaction } from "@/db/client";
import { mutate, type Recorder } from "../audit/mutate";
import type { RegistrarDomain } from "../registrars/gateway";
import type { Answered } from "./answered";
import { applyToKnown } from "./apply-readings";
import * as book from "./book/store";
import * as checks from "./checks/store";
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

type Told = checks.Named & { readonly told: RegistrarDomain; readonly digest: string | null };

/**
 * Takes what a registrar answered about names into the record, in one transaction: of those that are still ours,
 * so that nothing is written twice, and nothing by a process that was given up.
 */
export async function takeAnswers(session: Session, answers: readonly Answered[]): Promise<void> {
  if (answers.length === 0) return;
  await patiently(() =>
    mutate(session.ctx, "sync.run", async (tx, record) => {
      await session.hold(tx);
      await record();
      const held = new Map(
        (await checks.held(tx, session.token, answers.map(withDigest(session)))).map((one) => [
          one.id,
          one,
        ]),
      );
      const ours = answers.filter(({ id }) => held.has(id));
      const told = ours.flatMap(({ answer, ...one }): Told[] =>
        answer.ok ? [{ ...one, ...tellingOf(session, answer.value) }] : [],
      );
      const isSame = (id: string) => held.get(id)?.isSame ?? false;
      const applied = await apply(
        tx,
        record,
        session,
        told.filter(({ id }) => !isSame(id)),
      );
      await noteRead(tx, session, told, applied.changes);
      await checks.lowerUnread(
        tx,
        told.filter(({ id }) => !isSame(id)).map(({ id }) => id),
      );
      const missing = await noteFailed(tx, record, session, ours);
      await advance(tx, session, { ours, read: told.length, missing, ...applied });
    }),
  );
  for (const { id } of answers) session.claimed.delete(id);
  session.done.names += answers.length;
  session.onProgress(session);
}

const tellingOf = ({ target }: Session, value: RegistrarDomain) =>
  target.mode === "full"
    ? { told: value, digest: digestOf(value) }
    : { told: statusOf(value), digest: null };

const withDigest =
  ({ target }: Session) =>
  ({ id, answer }: Answered) => ({
    id,
    digest: answer.ok && target.mode === "full" ? digestOf(answer.value) : null,
  });

async function apply(tx: Transaction, record: Recorder, session: Session, told: readonly Told[]) {
  const byId = new Map(told.map((one) => [one.id, one.told]));
  const known = await store.findDomains(tx, [...byId.keys()]);
  const pairs = known.flatMap((one) => {
    const reading = byId.get(one.id);
    return reading ? [{ known: one, told: reading }] : [];
  });
  return await applyToKnown(tx, record, readingOf(session, "info", true), pairs);
}

const noteRead = (
  tx: Transaction,
  { gateway, rules }: Session,
  told: readonly Told[],
  changes: ReadonlyMap<string, unknown>,
) =>
  checks.saveRead(
    tx,
    told.map(({ id, digest }) => ({ id, digest, isChanged: changes.has(id) })),
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
  const givenUp = await checks.saveFailed(tx, failed, session.rules);
  await flagUnread(tx, record, [...givenUp], session.run.id);
  const gone = failed.filter(({ code }) => code === "domain_unknown").map(({ id }) => id);
  if (session.gateway.capabilities.list.supported) return 0;
  const { account, run, ctx } = session;
  return markMissing(tx, record, gone, { accountId: account.id, runId: run.id, now: ctx.now() });
}

type Counted = Awaited<ReturnType<typeof apply>> & {
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
    apiCalls: ours.length,
    problems: ours.flatMap(({ name, answer }) =>
      answer.ok ? [] : [{ name, problem: answer.error.message, code: answer.error.code }],
    ),
  });
