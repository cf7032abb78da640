import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { conflicts, fieldRules } from "@/db/schema/conflicts";
import { domainObservations, domains } from "@/db/schema/domains";
import { mutate } from "../audit/mutate";
import { editDomain } from "../domains/edit-domain";
import type { ServiceContext } from "../kernel/context";
import { DOMAIN_FLAGS, flagsIn } from "../names/domain-flags";
import { cancelPlan } from "../plans/steer";
import type { RegistrarDomain } from "../registrars/gateway";
import { applyPage } from "../sync/apply-page";
import { applyToKnown, applyToNew } from "../sync/apply-readings";
import type { Authority } from "../sync/authority";
import type { Choice } from "../sync/doubt";
import * as syncStore from "../sync/store";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { isWaitedFor } from "../testing/waiting";
import { decideAlike, decideConflict, previewAlike } from "./decide-conflict";
import { setFieldRule } from "./field-rules";
import { endUnlisted, holdReviews } from "./hold";
import { holdNames } from "./holding/store";
import { listConflicts, readConflict, readConflictCounts } from "./list-conflicts";
import { reopenAbandoned } from "./reopen-abandoned";
import { type ConflictDto, EMPTY_CONFLICT_QUERY } from "./schemas";
import { undoConflict } from "./undo-conflict";

const NOW = new Date("2026-11-20T09:00:00Z");
const EXPIRY = "2027-03-12T12:00:00.000Z";
const BACK = "2026-12-01T00:00:00.000Z";
const HOSTS = ["ns1.ours.example", "ns2.ours.example"];
const THEIRS = ["ns1.theirs.example", "ns2.theirs.example"];

let database: TestDatabase;
let staff: ServiceContext;
let acme: string;
let lumen: string;
let account: string;
let other: string;
let serial = 0;

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  staff = contextFor(database.db, { role: "staff" }, { now: () => NOW });
});
afterAll(() => database.drop());

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

beforeEach(async () => {
  account = await seedAccount(database.db, { mode: "full" });
  other = await seedAccount(database.db, { mode: "full" });
});

/** A name whose every field was told once. */
async function seedName(fields: Partial<typeof domains.$inferInsert> = {}): Promise<string> {
  serial += 1;
  const [id = ""] = await seedDomains(database.db, account, [
    {
      name: `name-${serial}.com`,
      partnerId: acme,
      lifecycle: "active",
      expiresAt: EXPIRY,
      registeredAt: "2011-03-12T12:00:00.000Z",
      nameservers: [...HOSTS],
      lockState: "locked",
      autoRenew: "on",
      autoRenewWish: true,
      ...fields,
    },
  ]);
  const told = { expiresAt: EXPIRY, nameservers: HOSTS, transferLocked: true, autoRenew: true };
  await house((tx) =>
    tx
      .insert(domainObservations)
      .values({ domainId: id, partnerId: acme, observed: told, changedAt: EXPIRY }),
  );
  return id;
}

const rowOf = async (id: string) => {
  const [row] = await house((tx) => tx.select().from(domains).where(eq(domains.id, id)));
  if (!row) throw new Error("no such name");
  return { ...row, flagNames: flagsIn(row.flags) };
};

/** A reading of one name through its account. */
async function tell(
  id: string,
  told: Partial<RegistrarDomain>,
  accountId = account,
): Promise<number> {
  return mutate(staff, "sync.run", async (tx, record) => {
    await record();
    const known = await syncStore.findDomains(tx, [id]);
    const reading = {
      accountId,
      runId: randomUUID(),
      via: "list" as const,
      now: NOW,
      isKnownAccount: true,
      defaultPartnerId: acme,
    };
    const pairs = known.map((one) => ({
      known: one,
      told: { name: one.name, ...told } as RegistrarDomain,
    }));
    return (await applyToKnown(tx, record, reading, pairs)).conflicts;
  });
}

const openOf = async (id: string): Promise<ConflictDto[]> => {
  const { rows } = await listConflicts(staff, { ...EMPTY_CONFLICT_QUERY, limit: 200 });
  return rows.filter(({ domain }) => domain.id === id);
};
async function onlyOpen(id: string): Promise<ConflictDto> {
  const rows = await openOf(id);
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (!row) throw new Error("none is open");
  return row;
}
const rule = (field: string, authority: Authority) =>
  house((tx) =>
    tx.insert(fieldRules).values({ accountId: account, field, authority, changedByName: "test" }),
  );
const decide = (conflict: ConflictDto, choice: Choice, value?: string | string[], ctx = staff) =>
  decideConflict(ctx, {
    id: conflict.id,
    version: conflict.version,
    choice,
    key: `key-${conflict.id}-${choice}`,
    ...(value === undefined ? {} : { value }),
  });
const trailOf = async (id: string) => auditTrail(staff, (await rowOf(id)).name);
const actionsOf = async (id: string) => (await trailOf(id)).map(({ action }) => action);
const stateOf = async (id: string) => {
  const [row] = await house((tx) => tx.select().from(conflicts).where(eq(conflicts.id, id)));
  return row ? [row.state, row.outcome] : null;
};

describe("a value that is doubted", () => {
  test("waits in the inbox, with what is on record, and never reaches the record", async () => {
    const id = await seedName();
    expect(await tell(id, { expiresAt: BACK })).toBe(1);
    expect(await onlyOpen(id)).toMatchObject({
      field: "expiresAt",
      rule: "expiry_back",
      told: BACK,
      kept: EXPIRY,
      suggestion: "ignore",
      account: { id: account },
      partner: { name: "acme" },
      state: "open",
    });
    const row = await rowOf(id);
    expect(new Date(row.expiresAt ?? "").toISOString()).toBe(EXPIRY);
    expect(row.flagNames).toContain("disbelieved");
    expect(await actionsOf(id)).toContain("domain.disbelieved");
  });

  test("told again is the same conflict; told otherwise, another takes its place", async () => {
    const id = await seedName();
    await tell(id, { expiresAt: BACK });
    const first = await onlyOpen(id);
    expect(await tell(id, { expiresAt: BACK })).toBe(0);
    expect((await onlyOpen(id)).id).toBe(first.id);
    await tell(id, { expiresAt: "1969-12-31T00:00:00.000Z" });
    const second = await onlyOpen(id);
    expect(second).toMatchObject({ rule: "expiry_range" });
    expect(await stateOf(first.id)).toEqual(["closed", "superseded"]);
  });

  test("is over by itself once a reading agrees, and silence leaves it", async () => {
    const id = await seedName();
    await tell(id, { expiresAt: BACK });
    const { id: conflictId } = await onlyOpen(id);
    await tell(id, { transferLocked: true });
    expect(await stateOf(conflictId)).toEqual(["open", null]);
    await tell(id, { expiresAt: EXPIRY });
    expect(await stateOf(conflictId)).toEqual(["closed", "agreed"]);
    expect((await rowOf(id)).flagNames).not.toContain("disbelieved");
    expect(await actionsOf(id)).toContain("domain.conflict_closed");
  });

  test("found while somebody decides about the same name waits for them, so that the flag is right", async () => {
    const id = await seedName();
    await tell(id, { expiresAt: BACK });
    let telling: Promise<number> | undefined;
    await house(async (tx) => {
      await holdNames(tx, [id]);
      telling = tell(id, { nameservers: [] });
      await expect.poll(() => isWaitedFor(tx)).toBe(true);
    });
    expect(await telling).toBe(1);
    expect((await rowOf(id)).flagNames).toEqual(["disbelieved"]);
  });

  test("two readings at once open it once", async () => {
    const id = await seedName();
    await Promise.allSettled([tell(id, { expiresAt: BACK }), tell(id, { expiresAt: BACK })]);
    await onlyOpen(id);
  });
});

describe("whose word counts", () => {
  test("asked about: the value waits; nothing else of the reading does", async () => {
    const id = await seedName();
    await rule("nameservers", "ask");
    await tell(id, { nameservers: THEIRS as never, transferLocked: false, canLock: true });
    expect(await onlyOpen(id)).toMatchObject({ field: "nameservers", rule: "ask", told: THEIRS });
    expect(await rowOf(id)).toMatchObject({ nameservers: HOSTS, lockState: "unlocked" });
  });

  test("a rule of one partner counts before that of the account", async () => {
    const id = await seedName();
    await rule("nameservers", "ask");
    await house((tx) =>
      tx.insert(fieldRules).values({
        accountId: account,
        partnerId: acme,
        field: "nameservers",
        authority: "registrar",
        changedByName: "test",
      }),
    );
    await tell(id, { nameservers: THEIRS as never });
    expect(await openOf(id)).toEqual([]);
    expect((await rowOf(id)).nameservers).toEqual(THEIRS);
  });

  test("the registrar’s for auto-renew: our wish follows its mode", async () => {
    const id = await seedName();
    await rule("autoRenew", "registrar");
    await tell(id, { autoRenew: false });
    expect(await rowOf(id)).toMatchObject({
      autoRenew: "off",
      autoRenewWish: false,
      flagNames: [],
    });
    expect(await openOf(id)).toEqual([]);
  });

  test("a wish that agrees again by an edit ends its conflict", async () => {
    const id = await seedName();
    await tell(id, { autoRenew: false });
    const { id: conflictId } = await onlyOpen(id);
    await editDomain(staff, { id, autoRenewWish: false });
    expect(await stateOf(conflictId)).toEqual(["closed", "agreed"]);
  });
});

describe("a rule", () => {
  const admin = () => contextFor(database.db, { role: "admin" }, { now: () => NOW });
  const ask = { partnerId: null, field: "nameservers", authority: "ask" } as const;

  test("is changed by an administrator, with a line in the log, and goes back to the usual one", async () => {
    const rules = await setFieldRule(admin(), { accountId: account, ...ask });
    expect(rules.find(({ field }) => field === "nameservers")).toMatchObject({
      authority: "ask",
      isUsual: false,
      changedBy: "admin of the test",
    });
    await setFieldRule(admin(), { accountId: account, ...ask });
    const back = await setFieldRule(admin(), { accountId: account, ...ask, authority: null });
    expect(back.find(({ field }) => field === "nameservers")).toMatchObject({
      authority: "registrar",
      isUsual: true,
    });
    const lines = await house((tx) =>
      tx.execute(sql`select reason from audit_entries where object_id = ${account}
        and action = 'account.rule_changed' order by id`),
    );
    expect([...lines]).toEqual([
      { reason: "Nameservers: a person is asked first." },
      { reason: "Nameservers: as usual." },
    ]);
  });

  test("has the names it is about compared at the next look, by list and by name, and no others", async () => {
    const id = await seedName();
    const digests = async () => {
      const [row] = await house((tx) =>
        tx.execute(sql`select list_digest, info_digest from domain_sync where domain_id = ${id}`),
      );
      return row;
    };
    await house((tx) =>
      tx.execute(
        sql`update domain_sync set list_digest = 'x', info_digest = 'y' where domain_id = ${id}`,
      ),
    );
    await setFieldRule(admin(), { accountId: account, ...ask, partnerId: lumen });
    expect(await digests()).toEqual({ list_digest: "x", info_digest: "y" });
    await setFieldRule(admin(), { accountId: account, ...ask, partnerId: acme });
    expect(await digests()).toEqual({ list_digest: "", info_digest: "" });
  });

  test("is not for staff, not of every kind, and of accounts and partners that are there", async () => {
    await expect(setFieldRule(staff, { accountId: account, ...ask })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      setFieldRule(admin(), { accountId: account, ...ask, field: "expiresAt", authority: "ours" }),
    ).rejects.toMatchObject({ code: "invalid_input", fields: { authority: [{ code: "value" }] } });
    for (const at of [{ accountId: randomUUID() }, { accountId: account, partnerId: randomUUID() }])
      await expect(setFieldRule(admin(), { ...ask, ...at })).rejects.toMatchObject({
        code: "not_found",
      });
  });
});

describe("a decision", () => {
  test("to take writes the record, and the same told again is no conflict", async () => {
    const id = await seedName();
    await tell(id, { nameservers: [] });
    const done = await decide(await onlyOpen(id), "take");
    expect(done).toMatchObject({ state: "closed", outcome: "taken", canUndo: true });
    expect(await rowOf(id)).toMatchObject({ nameservers: [], flagNames: [] });
    expect(await tell(id, { nameservers: [] })).toBe(0);
    const [line] = (await trailOf(id)).filter(({ action }) => action === "domain.conflict_decided");
    expect(line).toMatchObject({ before: { nameservers: HOSTS }, after: { nameservers: [] } });
  });

  test("nobody can take what no registration can have", async () => {
    const id = await seedName();
    await tell(id, { expiresAt: "1969-12-31T00:00:00.000Z" });
    const conflict = await onlyOpen(id);
    expect(conflict.choices.find(({ choice }) => choice === "take")?.obstacle).toMatch(
      /no registration/i,
    );
    await expect(decide(conflict, "take")).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("to take an unknown status keeps it beside the known ones", async () => {
    const id = await seedName();
    await tell(id, { statuses: ["clientHold"], unknownStatuses: ["frozenByMoon"] });
    await decide(await onlyOpen(id), "take");
    expect(await rowOf(id)).toMatchObject({
      statuses: ["clientHold"],
      unknownStatuses: ["frozenByMoon"],
      flagNames: ["unknown_status"],
    });
  });

  test("to ignore holds until the registrar tells another value", async () => {
    const id = await seedName();
    await tell(id, { expiresAt: BACK });
    const conflict = await decide(await onlyOpen(id), "ignore");
    expect(conflict).toMatchObject({ state: "settled", outcome: "ignored" });
    expect(await tell(id, { expiresAt: BACK })).toBe(0);
    expect(await openOf(id)).toEqual([]);
    expect((await rowOf(id)).flagNames).not.toContain("disbelieved");
    expect(await tell(id, { expiresAt: "2026-12-05T00:00:00.000Z" })).toBe(1);
    await onlyOpen(id);
  });

  test("to set by hand writes what was given, and refuses what cannot be", async () => {
    const id = await seedName();
    await tell(id, { expiresAt: BACK });
    const conflict = await onlyOpen(id);
    await expect(decide(conflict, "set", "1969-01-01")).rejects.toMatchObject({
      code: "invalid_input",
      fields: { value: [{ code: "range" }] },
    });
    await decide(conflict, "set", "2027-02-01T00:00:00.000Z");
    const row = await rowOf(id);
    expect(row.expiresAt).toContain("2027-02-01");
    expect(row.renewBy).toBe("2027-02-01");
    expect(await tell(id, { expiresAt: BACK })).toBe(0);
  });

  test("to push plans our value, sends nothing, and waits again when the plan is discarded", async () => {
    const id = await seedName();
    await rule("nameservers", "ours");
    await tell(id, { nameservers: THEIRS as never });
    const done = await decide(await onlyOpen(id), "push");
    expect(done).toMatchObject({ state: "settled", outcome: "pushed", planId: expect.any(String) });
    const [planned] = await house((tx) =>
      tx.execute(sql`select p.kind, p.state, r.after from plans p join plan_rows r on r.plan_id = p.id
        where p.id = ${done.planId}::uuid`),
    );
    expect(planned).toMatchObject({
      kind: "nameserver_update",
      state: "ready",
      after: { nameservers: HOSTS },
    });
    await cancelPlan(staff, { id: done.planId ?? "" });
    await reopenAbandoned(staff);
    expect(await onlyOpen(id)).toMatchObject({ id: done.id, state: "open" });
  });

  test.each([
    ["expiresAt", { expiresAt: BACK }, /only renewing/],
    ["statuses", { unknownStatuses: ["odd"] }, /cannot be sent/],
  ] as const)("to push %s is not possible, and told", async (_field, told, words) => {
    const id = await seedName();
    await tell(id, told);
    const push = (await onlyOpen(id)).choices.find(({ choice }) => choice === "push");
    expect(push?.obstacle).toMatch(words);
  });

  test("a wish is pushed as a switch of auto-renew, and taken as a new wish", async () => {
    const [pushed, taken] = [await seedName(), await seedName()];
    await tell(pushed, { autoRenew: false });
    await tell(taken, { autoRenew: false });
    const { planId } = await decide(await onlyOpen(pushed), "push");
    const [plan] = await house((tx) =>
      tx.execute(sql`select kind, change from plans where id = ${planId}::uuid`),
    );
    expect(plan).toMatchObject({ kind: "auto_renew_update", change: { enabled: true } });
    await decide(await onlyOpen(taken), "take");
    expect(await rowOf(taken)).toMatchObject({ autoRenewWish: false, flagNames: [] });
  });

  test("of two people at once the first is heard, and the other told who it was", async () => {
    const id = await seedName();
    await tell(id, { nameservers: [] });
    const conflict = await onlyOpen(id);
    const second = contextFor(database.db, { role: "admin" }, { now: () => NOW });
    const both = await Promise.allSettled([
      decide(conflict, "take"),
      decide(conflict, "ignore", undefined, second),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [lost] = both.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(lost).toMatchObject({ code: "conflict", message: expect.stringMatching(/of the test/) });
  });

  test("sent twice is made once", async () => {
    const id = await seedName();
    await tell(id, { nameservers: [] });
    const conflict = await onlyOpen(id);
    const [first, again] = [await decide(conflict, "take"), await decide(conflict, "take")];
    expect(again).toEqual(first);
    const lines = (await trailOf(id)).filter(({ action }) => action === "domain.conflict_decided");
    expect(lines).toHaveLength(1);
  });

  test("about a value that was told otherwise meanwhile is refused", async () => {
    const id = await seedName();
    await tell(id, { expiresAt: BACK });
    const conflict = await onlyOpen(id);
    await tell(id, { expiresAt: "2026-12-05T00:00:00.000Z" });
    await expect(decide(conflict, "ignore")).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("undo", () => {
  test.each([
    "take",
    "ignore",
  ] as const)("of %s opens it again, with the record as it was", async (choice) => {
    const id = await seedName();
    await tell(id, { nameservers: [] });
    const done = await decide(await onlyOpen(id), choice);
    await undoConflict(staff, { id: done.id });
    expect(await onlyOpen(id)).toMatchObject({ id: done.id, outcome: null });
    const row = await rowOf(id);
    expect(row.nameservers).toEqual(HOSTS);
    expect(row.flagNames).toEqual(["disbelieved"]);
    expect(await undoConflict(staff, { id: done.id })).toMatchObject({ state: "open" });
  });

  test("of a push discards the plan that waits", async () => {
    const id = await seedName();
    await tell(id, { autoRenew: false });
    const done = await decide(await onlyOpen(id), "push");
    await undoConflict(staff, { id: done.id });
    const [plan] = await house((tx) =>
      tx.execute(sql`select state from plans where id = ${done.planId}::uuid`),
    );
    expect(plan).toEqual({ state: "cancelled" });
    await onlyOpen(id);
  });

  test("is refused once something else changed what was written", async () => {
    const id = await seedName();
    await tell(id, { nameservers: [] });
    const done = await decide(await onlyOpen(id), "take");
    await tell(id, { nameservers: THEIRS as never });
    await expect(undoConflict(staff, { id: done.id })).rejects.toMatchObject({
      code: "precondition_failed",
    });
    expect((await rowOf(id)).nameservers).toEqual(THEIRS);
  });
});

describe("all alike", () => {
  test("are those of the same field, account and rule, counted first", async () => {
    const ids = [await seedName(), await seedName(), await seedName()];
    for (const id of ids) await tell(id, { nameservers: [] });
    const apart = await seedName();
    await tell(apart, { expiresAt: BACK });
    const one = await onlyOpen(ids[0] ?? "");
    const preview = await previewAlike(staff, { id: one.id, choice: "take" });
    expect(preview).toMatchObject({ names: 3, obstructed: 0 });
    await expect(
      decideAlike(staff, { id: one.id, choice: "take", names: 2 }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await decideAlike(staff, { id: one.id, choice: "take", names: 3 })).toEqual({
      decided: 3,
      planId: null,
    });
    for (const id of ids) expect(await openOf(id)).toEqual([]);
    await onlyOpen(apart);
  });

  test("are pushed by one plan, each with its own value", async () => {
    const ids = [await seedName(), await seedName({ nameservers: ["a.x.example", "b.x.example"] })];
    await rule("nameservers", "ours");
    for (const id of ids) await tell(id, { nameservers: THEIRS as never });
    const one = await onlyOpen(ids[0] ?? "");
    const { planId } = await decideAlike(staff, {
      id: one.id,
      choice: "push",
      names: 2,
      key: `alike-${one.id}`,
    });
    const rows = await house((tx) =>
      tx.execute<{ after: { nameservers: string[] } }>(
        sql`select after from plan_rows where plan_id = ${planId}::uuid order by name`,
      ),
    );
    expect([...rows].map(({ after }) => after.nameservers)).toEqual([
      HOSTS,
      ["a.x.example", "b.x.example"],
    ]);
  });
});

describe("names that come, leave and move", () => {
  const source = (accountId: string) => ({
    accountId,
    runId: randomUUID(),
    via: "list" as const,
    at: NOW.toISOString(),
  });
  const review = (
    id: string,
    kind: Parameters<typeof holdReviews>[2],
    accountId: string,
    from?: string,
  ) =>
    house(async (tx) => {
      const [known] = await syncStore.findDomains(tx, [id]);
      if (known) await holdReviews(tx, source(accountId), kind, [{ ...known, from: from ?? null }]);
    });

  test("an arrival is accepted here or by marking the name as seen, and that is undone", async () => {
    serial += 1;
    const name = `arrived-${serial}.com`;
    const id = await mutate(staff, "sync.run", async (tx, record) => {
      await record();
      const reading = {
        ...source(account),
        now: NOW,
        isKnownAccount: true,
        defaultPartnerId: acme,
      };
      const { ids } = await applyToNew(tx, record, reading, [{ name } as RegistrarDomain]);
      return ids.get(name) ?? "";
    });
    const arrival = await onlyOpen(id);
    expect(arrival).toMatchObject({ field: "arrival", choices: [{ choice: "accept" }] });
    await decide(arrival, "accept");
    expect((await rowOf(id)).flagNames).toEqual([]);
    await undoConflict(staff, { id: arrival.id });
    expect((await rowOf(id)).flagNames).toEqual(["arrived"]);
    await editDomain(staff, { id, isSeen: true });
    expect(await stateOf(arrival.id)).toEqual(["closed", "accepted"]);
  });

  test("a departure that was accepted ends when the name is back", async () => {
    const id = await seedName({ flags: DOMAIN_FLAGS.missing });
    await review(id, "departure", account);
    const gone = await decide(await onlyOpen(id), "accept");
    expect(gone).toMatchObject({ state: "settled", outcome: "accepted" });
    await tell(id, { expiresAt: EXPIRY });
    expect((await stateOf(gone.id))?.[0]).toBe("closed");
    expect((await rowOf(id)).flagNames).toEqual([]);
  });

  test("a move from one account to another is one item, and ends the departure", async () => {
    const id = await seedName({ flags: DOMAIN_FLAGS.missing });
    await review(id, "departure", account);
    await tell(id, { expiresAt: EXPIRY }, other);
    expect(await onlyOpen(id)).toMatchObject({ field: "move", account: { id: other } });
    expect((await rowOf(id)).accountId).toBe(other);
    expect(await actionsOf(id)).toContain("domain.moved");
  });

  test("a name that a second account lists is one item, until that account no longer lists it", async () => {
    const id = await seedName();
    const { name } = await rowOf(id);
    const page = (runId: string) =>
      mutate(staff, "sync.run", async (tx, record) => {
        await record();
        const reading = {
          accountId: other,
          runId,
          via: "list" as const,
          now: NOW,
          isKnownAccount: true,
          defaultPartnerId: null,
        };
        await applyPage(tx, record, reading, [{ name } as RegistrarDomain]);
      });
    const [first, second] = [randomUUID(), randomUUID()];
    await page(first);
    await page(second);
    const twice = await onlyOpen(id);
    expect(twice).toMatchObject({ field: "elsewhere", account: { id: other }, suggestion: "stay" });
    expect((await rowOf(id)).accountId).toBe(account);
    const end = (runId: string) =>
      house((tx) => endUnlisted(tx, { accountId: other, runId, at: NOW.toISOString() }));
    await end(second);
    await onlyOpen(id);
    await end(randomUUID());
    expect(await stateOf(twice.id)).toEqual(["closed", "agreed"]);
  });

  test("a name kept by hand that an account lists is offered to it, and goes back by undo", async () => {
    const byHand = await seedAccount(database.db, {
      registrar: "manual",
      registrarLabel: "Elsewhere",
      credential: "",
      credentialHint: "",
    });
    const id = await seedName();
    await house((tx) => tx.update(domains).set({ accountId: byHand }).where(eq(domains.id, id)));
    await review(id, "elsewhere", account, byHand);
    const twice = await onlyOpen(id);
    expect(twice).toMatchObject({ suggestion: "move" });
    expect(twice.choices.map(({ choice }) => choice)).toEqual(["move", "stay"]);
    await decide(twice, "move");
    expect((await rowOf(id)).accountId).toBe(account);
    await undoConflict(staff, { id: twice.id });
    expect((await rowOf(id)).accountId).toBe(byHand);
  });
});

describe("the wall", () => {
  test("customers read those of their own names, decide nothing, and see nothing of others", async () => {
    const [mine, nobodys] = [await seedName(), await seedName({ partnerId: acme })];
    await tell(mine, { expiresAt: BACK });
    await tell(nobodys, { expiresAt: BACK });
    const [lumen = ""] = await seedPartners(database.db, `lumen-${serial}`);
    const customer = contextFor(database.db, { role: "customer", partnerId: acme });
    const stranger = contextFor(database.db, { role: "customer", partnerId: lumen });
    const conflict = await onlyOpen(mine);
    expect(await readConflict(customer, { id: conflict.id })).toMatchObject({
      choices: [],
      canUndo: false,
      decidedBy: null,
    });
    expect((await listConflicts(stranger, EMPTY_CONFLICT_QUERY)).rows).toEqual([]);
    expect(await readConflictCounts(stranger, { partner: null })).toEqual({ names: 0, groups: [] });
    await expect(readConflict(stranger, { id: conflict.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(decide(conflict, "ignore", undefined, customer)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(undoConflict(customer, { id: conflict.id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("a partner’s reading follows the rules of its account, and can write none", async () => {
    await rule("nameservers", "ask");
    const seen = await inTenant(database.db, acme, (tx) => syncStore.rulesOf(tx, account));
    expect(seen).toMatchObject([{ field: "nameservers", authority: "ask" }]);
    await expect(
      inTenant(database.db, acme, (tx) =>
        tx.insert(fieldRules).values({
          accountId: account,
          partnerId: acme,
          field: "statuses",
          authority: "ask",
          changedByName: "x",
        }),
      ),
    ).rejects.toThrow();
  });
});

test("pages go on where the last one ended, and belong to their list", async () => {
  const ids = [await seedName(), await seedName(), await seedName()];
  for (const id of ids) await tell(id, { expiresAt: BACK });
  const query = { ...EMPTY_CONFLICT_QUERY, account, limit: 2 };
  const first = await listConflicts(staff, query);
  const second = await listConflicts(staff, { ...query, cursor: first.nextCursor });
  const found = [...first.rows, ...second.rows].map(({ domain }) => domain.id);
  expect(found.sort()).toEqual([...ids].sort());
  await expect(
    listConflicts(staff, { ...query, account: other, cursor: first.nextCursor }),
  ).rejects.toMatchObject({ code: "bad_request" });
});
