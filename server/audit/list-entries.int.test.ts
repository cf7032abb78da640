import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import { syncRuns } from "@/db/schema/sync";
import type { ServiceContext } from "../kernel/context";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount, seedPartners, seedUser } from "../testing/seed";
import type { Action } from "./entry";
import { ACTIONS } from "./entry";
import { exportEntries } from "./export-entries";
import { listActors } from "./list-actors";
import { listAudit } from "./list-entries";
import { readEntry } from "./read-entry";
import { type AuditQuery, EMPTY_AUDIT_QUERY, HOUSE, readAuditQuery } from "./schemas";

const NOW = "2026-03-01T12:00:00.000Z";
const now = () => new Date(NOW);

let database: TestDatabase;
let acme: string;
let lumen: string;
let mira: string;
let anna: string;
let run: string;
let admin: ServiceContext;
let staff: ServiceContext;
let customer: ServiceContext;

type Line = Partial<typeof auditEntries.$inferInsert> & { action: Action };

const written = (...lines: Line[]) =>
  inTenant(database.db, "*", (tx) =>
    tx
      .insert(auditEntries)
      .values(
        lines.map((line) => ({
          actorKind: "user",
          actorId: mira,
          actorName: "Mira Staff",
          objectKind: ACTIONS[line.action],
          objectId: "object",
          objectName: "object",
          source: "ui",
          requestId: "request",
          address: "192.0.2.9",
          ...line,
        })),
      )
      .returning({ id: auditEntries.id }),
  );

const asked = (ctx: ServiceContext, query: Partial<AuditQuery> = {}) =>
  listAudit(ctx, { ...EMPTY_AUDIT_QUERY, ...query });
const actions = async (ctx: ServiceContext, query: Partial<AuditQuery> = {}) =>
  (await asked(ctx, query)).rows.map(({ action }) => action).sort();

beforeAll(async () => {
  database = await testDatabase();
  installOn(database, { ORGANISATION_TIME_ZONE: "Europe/Bucharest" });
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  mira = await seedUser(database.db, { email: "mira@house.example", name: "Mira Staff" });
  anna = await seedUser(database.db, {
    email: "anna@acme.example",
    name: "Anna",
    role: "customer",
    partnerId: acme,
  });
  admin = await proven(database.db, contextFor(database.db, { role: "admin" }, { now }));
  staff = contextFor(database.db, { role: "staff" }, { now });
  customer = contextFor(database.db, { role: "customer", partnerId: acme }, { now });
  const accountId = await seedAccount(database.db);
  run = randomUUID();
  await inTenant(database.db, "*", (tx) =>
    tx.insert(syncRuns).values({
      id: run,
      accountId,
      trigger: "cron",
      state: "completed",
      actorKind: "job",
      actorId: "cron",
      actorName: "cron",
      requestId: "r",
    }),
  );
  const job = { actorKind: "job", actorId: "cron", actorName: "cron", address: null };
  await written(
    {
      action: "domain.edited",
      partnerId: acme,
      objectName: "a.com",
      objectId: "a",
      at: "2026-01-01T10:00:00Z",
    },
    {
      action: "domain.edited",
      partnerId: acme,
      objectName: "b.com",
      actorId: anna,
      actorName: "Anna",
      at: "2026-01-02T22:30:00Z",
    },
    { action: "domain.edited", partnerId: lumen, objectName: "c.com", at: "2026-01-03T10:00:00Z" },
    {
      action: "domain.changed",
      partnerId: acme,
      objectName: "a.com",
      runId: run,
      at: "2026-02-01T10:00:00.000001Z",
      ...job,
    },
    {
      action: "domain.changed",
      partnerId: lumen,
      objectName: "c.com",
      runId: run,
      at: "2026-02-01T10:00:00.000001Z",
      ...job,
    },
    { action: "sync.finished", runId: run, at: "2026-02-01T10:00:01Z", ...job },
    { action: "user.added", at: "2026-02-02T10:00:00Z" },
    { action: "session.refused", result: "refused", at: "2026-02-03T10:00:00Z" },
    { action: "access.denied", result: "denied", partnerId: acme, at: "2026-02-04T10:00:00Z" },
  );
});
afterAll(() => database.drop());

const ENTRIES = { view: "entries" } as const;

describe("what a role sees", () => {
  test("admins see all of the log", async () => {
    expect(await actions(admin, ENTRIES)).toHaveLength(9);
  });

  test("staff see what concerns names and accounts of every partner, and nothing of people", async () => {
    expect(await actions(staff, ENTRIES)).toEqual([
      "domain.changed",
      "domain.changed",
      "domain.edited",
      "domain.edited",
      "domain.edited",
      "sync.finished",
    ]);
  });

  test("customers see their own names alone, without addresses, and the house as one", async () => {
    const { rows } = await asked(customer, ENTRIES);
    expect(rows.map(({ object }) => object.name)).toEqual(["a.com", "b.com", "a.com"]);
    expect(rows.map(({ actor }) => actor)).toEqual([
      { kind: "job", id: "cron", name: "cron" },
      { kind: "user", id: anna, name: "Anna" },
      { kind: "user", id: HOUSE, name: "Staff of the house" },
    ]);
    expect(rows.map(({ hidden }) => hidden)).toEqual([
      ["address"],
      ["address"],
      ["actor", "address"],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/192\.0\.2\.9|Mira/);
    expect(rows[0]).toMatchObject({ runId: run, hasRunPage: false });
  });

  test("a customer cannot single out one of the house by asking for its id", async () => {
    expect(await actions(customer, { ...ENTRIES, actor: mira })).toEqual([]);
    expect(await actions(customer, { ...ENTRIES, actor: HOUSE })).toEqual(["domain.edited"]);
    expect(await listActors(customer)).toEqual([
      { id: anna, name: "Anna", kind: "user" },
      { id: HOUSE, name: "Staff of the house", kind: "user" },
    ]);
  });

  test("one entry outside the caller's sight does not exist", async () => {
    const [denied] = (await asked(admin, { ...ENTRIES, result: "denied" })).rows;
    const id = String(denied?.id);
    expect((await readEntry(admin, id)).action).toBe("access.denied");
    for (const ctx of [staff, customer])
      await expect(readEntry(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    for (const bad of ["0", "abc", "1e3", "99999999999999999999"])
      await expect(readEntry(admin, bad)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a filter", () => {
  test.each<[string, Partial<AuditQuery>, number]>([
    ["action", { action: ["domain.edited", "user.added"] }, 4],
    ["kind of object", { kind: "account" }, 1],
    ["name, in any spelling", { name: "A.COM" }, 2],
    ["object", { object: "a", kind: "domain" }, 1],
    ["result", { result: "refused" }, 1],
    ["days back", { within: 28 }, 3],
    ["an action of another kind", { kind: "account", action: ["domain.edited"] }, 0],
  ])("by %s leaves what fits", async (_what, query, entries) => {
    expect((await asked(admin, { ...ENTRIES, ...query })).rows).toHaveLength(entries);
  });

  test("by actor, partner and run leaves what fits", async () => {
    expect(await actions(admin, { ...ENTRIES, actor: anna })).toEqual(["domain.edited"]);
    expect((await asked(admin, { ...ENTRIES, partner: lumen })).rows).toHaveLength(2);
    expect((await asked(admin, { ...ENTRIES, partner: "none" })).rows).toHaveLength(3);
    expect((await asked(admin, { run })).rows).toHaveLength(3);
  });

  test("by day means the organisation's day, both ends within", async () => {
    const third = await asked(admin, { ...ENTRIES, from: "2026-01-03", to: "2026-01-03" });
    expect(third.rows.map(({ object }) => object.name)).toEqual(["c.com", "b.com"]);
  });

  test("that leaves nothing in its range says when the nearest earlier entry was made", async () => {
    const page = await asked(admin, { from: "2026-01-20", to: "2026-01-25" });
    expect(page).toMatchObject({ rows: [], earlierAt: "2026-01-03T10:00:00.000Z" });
    expect((await asked(customer, { from: "2026-01-20", to: "2026-01-25" })).earlierAt).toBe(
      "2026-01-02T22:30:00.000Z",
    );
  });
});

describe("the lines of one run", () => {
  test("stand as one, headed by the newest the caller sees, with their number", async () => {
    const { rows } = await asked(admin);
    const heads = rows.filter(({ runId }) => runId === run);
    expect(heads).toMatchObject([
      { action: "sync.finished", group: { entries: 3, isExact: true } },
    ]);
    expect(rows).toHaveLength(7);
  });

  test("are counted as the caller sees them: a single one stands alone", async () => {
    const { rows } = await asked(customer);
    expect(rows[0]).toMatchObject({ action: "domain.changed", group: null });
  });

  test("stand each for itself where one name is asked for", async () => {
    expect((await asked(admin, { name: "a.com" })).rows).toHaveLength(2);
  });
});

describe("pages", () => {
  const walk = async (ctx: ServiceContext, query: Partial<AuditQuery>) => {
    const ids: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await asked(ctx, { ...query, limit: 1, cursor });
      ids.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    return ids;
  };

  test.each([
    "runs",
    "entries",
  ] as const)("in the view of %s follow one another without gap or repetition", async (view) => {
    for (const ctx of [admin, staff, customer]) {
      const whole = (await asked(ctx, { view, limit: 200 })).rows.map(({ id }) => id);
      expect(await walk(ctx, { view })).toEqual(whole);
    }
  });

  test("do not shift when an entry is added meanwhile", async () => {
    const first = await asked(admin, { ...ENTRIES, limit: 2 });
    const second = await asked(admin, { ...ENTRIES, limit: 2, cursor: first.nextCursor });
    await written({ action: "view.saved", at: "2026-02-05T10:00:00Z" });
    const again = await asked(admin, { ...ENTRIES, limit: 2, cursor: first.nextCursor });
    expect(again.rows).toEqual(second.rows);
  });

  test("are refused under another filter, for another role, and when changed", async () => {
    const { nextCursor } = await asked(admin, { ...ENTRIES, limit: 1 });
    const bad = { code: "bad_request", fields: { cursor: [{ code: "cursor" }] } };
    for (const attempt of [
      () => asked(admin, { view: "runs", limit: 1, cursor: nextCursor }),
      () => asked(staff, { ...ENTRIES, limit: 1, cursor: nextCursor }),
      () => asked(admin, { ...ENTRIES, limit: 1, cursor: `x${nextCursor}` }),
    ])
      await expect(attempt()).rejects.toMatchObject(bad);
  });
});

describe("parameters", () => {
  test.each([
    ["colour=red", "colour", "filter"],
    ["action=domain.stolen", "action", "value"],
    ["actor=a&actor=b", "actor", "value"],
    ["name=a%00b", "name", "too_long"],
    ["from=yesterday", "from", "date"],
    ["from=2026-02-30", "from", "date"],
    ["from=2026-02-02&to=2026-02-01", "to", "range"],
    ["within=-1", "within", "range"],
    ["limit=1e3", "limit", "range"],
    ["run=7", "run", "value"],
    ["__proto__=x", "__proto__", "filter"],
    ["constructor=x", "constructor", "filter"],
  ])("%s is told as a problem of its field", (text, field, code) => {
    expect(readAuditQuery(new URLSearchParams(text)).problems).toMatchObject([{ field, code }]);
  });
});

describe("taking the log away", () => {
  const whole = async (pieces: AsyncIterable<string>) => {
    let text = "";
    for await (const piece of pieces) text += piece;
    return text;
  };

  test("is for admins, hands out what the filter leaves, and is itself an entry", async () => {
    const query = { ...EMPTY_AUDIT_QUERY, action: ["domain.edited" as const] };
    const entries = JSON.parse(await whole(await exportEntries(admin, query, "json")));
    expect(entries).toHaveLength(3);
    const csv = await whole(await exportEntries(admin, query, "csv"));
    expect(csv.trim().split("\r\n")).toHaveLength(4);
    const { rows } = await asked(admin, { action: ["audit.exported"] });
    expect(rows.map(({ after }) => after)).toEqual([
      { format: "csv", filter: "action=domain.edited" },
      { format: "json", filter: "action=domain.edited" },
    ]);
    for (const ctx of [staff, customer])
      await expect(exportEntries(ctx, query, "csv")).rejects.toMatchObject({ code: "forbidden" });
    const unproven = contextFor(database.db, { role: "admin" }, { now });
    await expect(exportEntries(unproven, query, "csv")).rejects.toMatchObject({
      fields: { session: [{ code: "step_up_required" }] },
    });
  });

  test("a cell that a spreadsheet would run is kept from it", async () => {
    await written({ action: "user.changed", objectName: "=cmd()", at: "2026-02-06T10:00:00Z" });
    const query = { ...EMPTY_AUDIT_QUERY, action: ["user.changed" as const] };
    expect(await whole(await exportEntries(admin, query, "csv"))).toContain(",'=cmd(),");
  });
});
