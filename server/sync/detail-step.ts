import { mutate } from "../audit/mutate";
import type { Result } from "../kernel/result";
import { read } from "../kernel/transact";
import { DomainName } from "../names/domain-name";
import type { RegistrarDomain, RegistrarFailure } from "../registrars/gateway";
import { applyToKnown } from "./apply-readings";
import * as book from "./book/store";
import * as listing from "./listing/store";
import { isOutOfTime, LeaseLost, readingOf, type Session, type Stopped } from "./session";
import * as store from "./store";

/** Details read in one run; the rest wait for the next one. */
const MOST_DETAILS = 500;
const AT_ONCE = 4;
const BATCH = 20;

/** Failures that concern the account, not the name: going on would only make it worse. */
const OF_THE_ACCOUNT = new Set([
  "auth_failed",
  "rate_limited",
  "unreachable",
  "timeout",
  "blocked",
]);

type Due = { readonly id: string; readonly name: string };
type Read = Due & { readonly answer: Result<RegistrarDomain, RegistrarFailure> };

/** Reads the details of names that were never read or changed since, a few at a time. */
export async function detailStep(session: Session): Promise<Stopped> {
  const { ctx, account, gateway } = session;
  if (!gateway.capabilities.info.supported) return null;
  const due = await read(ctx, (tx) => listing.dueForDetails(tx, account.id, dueWhen(session)));
  for (let start = 0; start < due.length; start += BATCH) {
    if (isOutOfTime(session)) return "out_of_time";
    const answers = await readSome(session, due.slice(start, start + BATCH));
    if (session.signal.aborted) {
      await takeIn(
        session,
        answers.filter(({ answer }) => answer.ok),
      );
      return "out_of_time";
    }
    await takeIn(session, answers);
    const failure = accountFailure(answers);
    if (failure) return { state: "partial", failure };
  }
  return null;
}

/** A registrar without a list tells of changes in no other way: there, details grow old by themselves. */
const dueWhen = ({ gateway, account }: Session): listing.Due => ({
  most: MOST_DETAILS,
  afterMinutes: gateway.capabilities.list.supported ? null : account.syncIntervalMinutes,
});

const accountFailure = (answers: readonly Read[]): RegistrarFailure | null =>
  answers.flatMap(({ answer }) =>
    !answer.ok && OF_THE_ACCOUNT.has(answer.error.code) ? [answer.error] : [],
  )[0] ?? null;

/** Asks for names, {@link AT_ONCE} at a time, and stops asking once the account itself fails. */
async function readSome({ gateway, signal }: Session, due: readonly Due[]): Promise<Read[]> {
  const answers: Read[] = [];
  const waiting = [...due];
  const work = async () => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      const answer = await gateway.readDomain(DomainName.parse(next.name), signal);
      answers.push({ ...next, answer });
      if (accountFailure(answers)) waiting.length = 0;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

async function takeIn(session: Session, answers: readonly Read[]): Promise<void> {
  const { ctx, account, run, token } = session;
  await mutate(ctx, "sync.run", async (tx, record) => {
    if (!(await book.holdLease(tx, account.id, token))) throw new LeaseLost();
    await record();
    const told = new Map(
      answers.flatMap(({ id, answer }) => (answer.ok ? [[id, answer.value] as const] : [])),
    );
    const known = await store.findDomains(tx, [...told.keys()]);
    const pairs = known.flatMap((one) => {
      const reading = told.get(one.id);
      return reading ? [{ known: one, told: reading }] : [];
    });
    const applied = await applyToKnown(tx, record, readingOf(session, "info", true), pairs);
    const failed = answers.flatMap(({ id, name, answer }) =>
      answer.ok ? [] : [{ id, name, error: answer.error }],
    );
    await listing.saveDetailed(tx, [...told.keys()], null);
    for (const { id, error } of failed)
      await listing.saveDetailed(tx, [id], { code: error.code, message: error.message });
    await book.advanceRun(tx, run.id, {
      detailed: told.size,
      changed: applied.changed,
      conflicts: applied.conflicts,
      errors: failed.length,
      apiCalls: answers.length,
      problems: failed.map(({ name, error }) => ({ name, problem: error.message })),
    });
  });
}
