import { z } from "zod";
import type { Transaction } from "@/db/client";
import { assertCallable } from "../accounts/by-hand";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { spend } from "../limits/store";
import type { DomainInFull, RegistrarFailure } from "../registrars/gateway";
import { askFor } from "./answered";
import { applyToKnown, type FieldChange } from "./apply-readings";
import * as book from "./book/store";
import * as checks from "./checks/store";
import { takeContacts, withContacts } from "./contacts/take-contacts";
import { flagUnread } from "./flag-unread";
import { markMissing } from "./mark-missing";
import { digestOf } from "./observation";
import { syncRules } from "./read-rules";
import type { SyncRules } from "./rules";
import * as store from "./store";

const SyncDomainInput = z.strictObject({ id: z.uuid() });
export type SyncDomainInput = z.input<typeof SyncDomainInput>;

const COOL_DOWN = { times: 1, perSeconds: 30 };
const TOO_SOON = "This name was read a moment ago. Wait half a minute between readings.";

/** What reading one name brought, in words a person can act on. */
export type DomainSyncDto = {
  readonly run: { readonly id: string };
  readonly outcome: "changed" | "unchanged" | "missing" | "failed";
  readonly changes: readonly FieldChange[];
  readonly message: string;
};

/**
 * Reads one name from its registrar and takes over what drifted.
 *
 * @throws AppError `not_found` outside the caller's scope; `rate_limited` within 30 seconds of the last reading
 */
export async function syncDomain(
  ctx: ServiceContext,
  input: SyncDomainInput,
): Promise<DomainSyncDto> {
  authorize(ctx.actor, "domain.sync");
  const { id } = parsed(SyncDomainInput, input);
  await read(ctx, (tx) => knownOrNot(tx, id));
  await spend(ctx.db, `sync-domain|${id}`, COOL_DOWN, TOO_SOON);
  return readNow(ctx, id, "manual");
}

/**
 * Reads one name now, without asking when it was read last. For readings that something else has
 * asked for, such as an event of the registrar.
 */
export async function readNow(
  ctx: ServiceContext,
  id: string,
  trigger: "manual" | "webhook",
): Promise<DomainSyncDto> {
  authorize(ctx.actor, "domain.sync");
  const { known, account } = await read(ctx, async (tx) => {
    const known = await knownOrNot(tx, id);
    return { known, account: await book.findAccount(tx, known.accountId) };
  });
  assertCallable(account);
  const run = await begin(ctx, known, trigger);
  const startedMs = Date.now();
  const gateway = ctx.registrars.open(account);
  const answer = gateway.ok ? await askFor(gateway.value, "full", known.name) : gateway;
  const rules = await syncRules(ctx);
  const hasList = gateway.ok && gateway.value.capabilities.list.supported;
  const took = { ctx, id, run, durationMs: Date.now() - startedMs, pace: { hasList, rules } };
  return answer.ok ? takeOver(took, answer.value) : noteFailure(took, answer.error);
}

async function knownOrNot(tx: Transaction, id: string): Promise<store.KnownDomain> {
  const [known] = await store.findDomains(tx, [id]);
  if (!known) throw notFound("This name");
  return known;
}

const begin = (
  ctx: ServiceContext,
  known: store.KnownDomain,
  trigger: "manual" | "webhook",
): Promise<book.Run> =>
  mutate(ctx, "domain.sync", async (tx, record) => {
    await record();
    return book.insertRun(tx, {
      accountId: known.accountId,
      scope: "name",
      isForced: true,
      expected: 1,
      apiBudget: 1,
      domainId: known.id,
      partnerId: known.partnerId,
      trigger,
      phase: "details",
      state: "running",
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      requestId: ctx.requestId,
    });
  });

type Took = {
  readonly ctx: ServiceContext;
  readonly id: string;
  readonly run: book.Run;
  readonly durationMs: number;
  readonly pace: { readonly hasList: boolean; readonly rules: SyncRules };
};

function takeOver(
  { ctx, id, run, durationMs, pace }: Took,
  { domain: told, contacts, calls }: DomainInFull,
): Promise<DomainSyncDto> {
  return mutate(ctx, "domain.sync", async (tx, record) => {
    await record();
    const [known] = await store.findDomains(tx, [id]);
    if (!known) throw notFound("This name");
    const reading = {
      accountId: run.accountId,
      runId: run.id,
      via: "info" as const,
      now: ctx.now(),
      isKnownAccount: true,
      defaultPartnerId: null,
    };
    const taken = await applyToKnown(tx, record, reading, [{ known, told }]);
    const tellings = contacts ? [{ known, contacts }] : [];
    const applied = withContacts(taken, await takeContacts(tx, record, reading, tellings));
    const read = { id, digest: digestOf(told, contacts), isChanged: applied.changes.has(id) };
    await checks.saveRead(tx, [{ ...read, hasContacts: contacts !== null }], pace);
    await checks.lowerUnread(tx, [id]);
    const counts = {
      checked: 1,
      detailed: 1,
      apiCalls: calls,
      changed: applied.changed,
      conflicts: applied.conflicts,
    };
    await book.advanceRun(tx, run.id, { ...counts, durationMs });
    await book.finishRun(tx, run.id, { state: "completed", failure: null });
    const changes = applied.changes.get(id) ?? [];
    return { run: { id: run.id }, changes, ...said(changes.length, applied.conflicts) };
  });
}

const said = (changes: number, conflicts: number) => {
  if (changes > 0)
    return {
      outcome: "changed" as const,
      message: `Read from the registrar: ${changes} ${changes === 1 ? "field" : "fields"} changed.`,
    };
  const doubted = conflicts > 0 ? " One value could not be believed and was left out." : "";
  return {
    outcome: "unchanged" as const,
    message: `Read from the registrar: nothing changed.${doubted}`,
  };
};

const MISSING =
  "The registrar does not have this name in this account. It may have moved, lapsed, or the key may not see it.";

function noteFailure(
  { ctx, id, run, durationMs, pace }: Took,
  { code, message }: RegistrarFailure,
): Promise<DomainSyncDto> {
  return mutate(ctx, "domain.sync", async (tx, record) => {
    await record();
    const givenUp = await checks.saveFailed(tx, [{ id, code, message }], pace.rules);
    await flagUnread(tx, record, [...givenUp], run.id);
    const counts = { checked: 1, apiCalls: code === "blocked" ? 0 : 1, durationMs };
    if (code === "domain_unknown") {
      await markMissing(tx, record, [id], {
        accountId: run.accountId,
        runId: run.id,
        now: ctx.now(),
      });
      await book.advanceRun(tx, run.id, { ...counts, missing: 1 });
      await book.finishRun(tx, run.id, { state: "completed", failure: null });
      return { run: { id: run.id }, outcome: "missing", changes: [], message: MISSING };
    }
    await book.advanceRun(tx, run.id, { ...counts, errors: 1 });
    await book.finishRun(tx, run.id, { state: "failed", failure: { code, message } });
    return { run: { id: run.id }, outcome: "failed", changes: [], message };
  });
}
