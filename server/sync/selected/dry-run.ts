import type { Transaction } from "@/db/client";
import type { ServiceContext } from "../../kernel/context";
import { read } from "../../kernel/transact";
import type { DomainInFull, RegistrarGateway } from "../../registrars/gateway";
import { type Answered, askFor } from "../answered";
import { compare, type FieldChange, type Reading, spoken } from "../apply-readings";
import { heldAgainst } from "../contacts/take-contacts";
import { stoppingAfter } from "../stopping";
import * as domainStore from "../store";
import { statusOf } from "../take-answers";
import type { PlannedShare } from "./plan-sync";
import * as store from "./store";
import type { Whole } from "./whole";

/** What reading a name would bring: changes, values that are doubted, or why it could not be read. */
export type NameDrift = {
  readonly name: string;
  readonly account: string;
  readonly changes: readonly FieldChange[];
  readonly doubts: readonly string[];
  readonly problem: string | null;
};

type Drifts = { readonly drift: NameDrift[]; readonly left: number };

const AT_ONCE = 16;
const BATCH = 200;

/** Reads a choice and writes nothing: no run, no name, no note that anything was read. */
export async function readDrift(ctx: ServiceContext, whole: Whole): Promise<Drifts> {
  const drift: NameDrift[] = [];
  let left = 0;
  for (const share of whole.shares) {
    const read = await shareDrift(ctx, whole, share);
    drift.push(...read.drift);
    left += read.left;
  }
  return { drift, left };
}

async function shareDrift(ctx: ServiceContext, whole: Whole, share: PlannedShare): Promise<Drifts> {
  const { account, names } = share;
  const opened = ctx.registrars.open(account, "background");
  if (!opened.ok) return failed(account.name, opened.error.message, names);
  const target = store.targetOf(whole.choice, account.id);
  const wanted = await read(ctx, (tx) => store.namesOf(tx, target, names));
  const looking = { ctx, whole, share, gateway: opened.value };
  return share.way === "list" ? byList(looking, wanted) : byName(looking, wanted);
}

const failed = (account: string, problem: string, left: number): Drifts => ({
  drift: [{ name: account, account, changes: [], doubts: [], problem }],
  left,
});

type Looking = {
  readonly ctx: ServiceContext;
  readonly whole: Whole;
  readonly share: PlannedShare;
  readonly gateway: RegistrarGateway;
};
type Wanted = { readonly id: string; readonly name: string };

async function byName(looking: Looking, wanted: readonly Wanted[]): Promise<Drifts> {
  const { whole, share } = looking;
  const { account } = share;
  const stopping = stoppingAfter(whole.left(), whole.signal);
  const drift: NameDrift[] = [];
  let done = 0;
  for (let start = 0; start < wanted.length && !stopping.why(); start += BATCH) {
    const answers = await askAll(looking, wanted.slice(start, start + BATCH), stopping.signal);
    done += answers.length;
    const told = answers.flatMap(({ id, answer }) =>
      answer.ok ? [[id, answer.value] as const] : [],
    );
    drift.push(
      ...answers.flatMap(({ name, answer }) =>
        answer.ok ? [] : [unread(name, account.name, answer.error.message)],
      ),
      ...(await drifts(looking, new Map(told))),
    );
    whole.onProgress?.({ account: account.name, runId: null, done, planned: wanted.length });
  }
  return { drift, left: wanted.length - done };
}

/** Asks for names; a call that was given up is no answer. */
async function askAll(
  { gateway, whole }: Looking,
  names: readonly Wanted[],
  signal: AbortSignal,
): Promise<Answered[]> {
  const answers: Answered[] = [];
  const { mode } = whole.choice;
  const waiting = names.values();
  const lane = async () => {
    for (const one of waiting) {
      const answer = await askFor(gateway, mode, one.name, signal);
      if (!answer.ok && signal.aborted) return;
      answers.push({ ...one, answer });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return answers;
}

const unread = (name: string, account: string, problem: string): NameDrift => ({
  name,
  account,
  changes: [],
  doubts: [],
  problem,
});

async function byList(looking: Looking, wanted: readonly Wanted[]): Promise<Drifts> {
  const { whole, share, gateway } = looking;
  const stopping = stoppingAfter(whole.left(), whole.signal);
  const open = new Map<string, string>(wanted.map(({ id, name }) => [name, id]));
  const seen = new Set<string>();
  const drift: NameDrift[] = [];
  let cursor: string | undefined;
  do {
    const { signal } = stopping;
    const page = await gateway.listDomains(cursor === undefined ? { signal } : { cursor, signal });
    if (!page.ok) {
      drift.push(unread(share.account.name, share.account.name, page.error.message));
      break;
    }
    const told = new Map(
      page.value.domains.flatMap((row) => {
        const id = open.get(row.name);
        open.delete(row.name);
        return id ? [[id, { domain: row, contacts: null }] as const] : [];
      }),
    );
    drift.push(...(await drifts(looking, told)));
    cursor = page.value.nextCursor;
    // A list that leads in circles is read once.
    if (cursor !== undefined && seen.has(cursor)) break;
    if (cursor !== undefined) seen.add(cursor);
  } while (cursor !== undefined && !stopping.why());
  return { drift, left: open.size };
}

/** Holds what was told against the record. @returns those that differ */
async function drifts(
  { ctx, whole, share }: Looking,
  told: ReadonlyMap<string, Pick<DomainInFull, "domain" | "contacts">>,
): Promise<NameDrift[]> {
  const reading: Reading = {
    accountId: share.account.id,
    runId: "",
    via: "info",
    now: ctx.now(),
    isKnownAccount: true,
    defaultPartnerId: null,
  };
  return read(ctx, async (tx: Transaction) => {
    const rules = await domainStore.rulesOf(tx, share.account.id);
    const known = await domainStore.findDomains(tx, [...told.keys()]);
    const moved = await contactDrift(tx, share.account.id, known, told);
    return known.flatMap((one): NameDrift[] => {
      const row = told.get(one.id)?.domain;
      if (!row) return [];
      const said = whole.choice.mode === "status" ? statusOf(row) : row;
      const { drift } = compare(one, said, reading, rules);
      const changes: FieldChange[] = spoken(drift).map((field) => ({
        field,
        before: one.record[field],
        after: drift.record[field],
      }));
      changes.push(...(moved.get(one.id) ?? []));
      const doubts = drift.doubts.map(({ reason }) => reason);
      if (changes.length === 0 && doubts.length === 0) return [];
      return [{ name: one.name, account: share.account.name, changes, doubts, problem: null }];
    });
  });
}

/** Contacts that are not those of last time, as a change of each name. */
async function contactDrift(
  tx: Transaction,
  accountId: string,
  known: readonly domainStore.KnownDomain[],
  told: ReadonlyMap<string, Pick<DomainInFull, "contacts">>,
): Promise<ReadonlyMap<string, readonly FieldChange[]>> {
  const tellings = known.flatMap((one) => {
    const contacts = told.get(one.id)?.contacts;
    return contacts ? [{ known: one, contacts }] : [];
  });
  const held = await heldAgainst(tx, accountId, tellings);
  return new Map(
    held.map(({ domainId, fields }) => [
      domainId,
      fields.length === 0 ? [] : [{ field: "contacts", before: null, after: fields }],
    ]),
  );
}
