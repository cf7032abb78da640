import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { houseContext } from "../../auth/caller";
import { dnsBy } from "../../dns/port";
import type { ServiceContext } from "../../kernel/context";
import { DomainName } from "../../names/domain-name";
import { workOperations } from "../../operations/work-operations";
import { DIRECT } from "../../registrars/open-gateway";
import { type RunningSimulator, startSimulator } from "../../simulator/simulator";
import { contextFor } from "../../testing/context";
import { type DnsWorld, startDnsWorld } from "../../testing/dns-world";
import { installOn } from "../../testing/installed";
import { type TestDatabase, testDatabase } from "../../testing/postgres";
import { seedAccount, seedDomains, seedSession, seedUser } from "../../testing/seed";
import { openCredential, simulatedRegistrars } from "../../testing/simulated";
import { applyPlan } from "../apply-plan";
import { makePlan } from "../make-plan";
import { planRows } from "../plan-rows";
import { EMPTY_PLAN_ROW_QUERY } from "../queries";
import { readPlan } from "../read-plan";
import { excludeRows } from "../steer";
import { checkRows } from "./check-rows";
import { followParents } from "./parent/follow-parents";
import { removeKeysFirst } from "./remove-keys-first";

const TOKEN = "sim-pat-northwind-main";
const OLD = ["ns1.before-dns.net", "ns2.before-dns.net"];
const HOSTS = ["ns1.fernway-dns.net", "ns2.fernway-dns.org"];

let database: TestDatabase;
let simulator: RunningSimulator;
let world: DnsWorld;
let ctx: ServiceContext;
let worker: ServiceContext;

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

beforeAll(async () => {
  [database, simulator, world] = await Promise.all([
    testDatabase(),
    startSimulator({ settings: { requestsPerMinute: 1_000_000, completionDelayMs: 0 } }),
    startDnsWorld(HOSTS),
  ]);
  installOn(database);
  const userId = await seedUser(database.db, { email: "staff@test.example", role: "staff" });
  const made = contextFor(database.db, { role: "staff", userId });
  if (made.actor.kind !== "user") throw new Error("not a person");
  ctx = {
    ...made,
    actor: { ...made.actor, sessionId: await seedSession(database.db, userId) },
    registrars: simulatedRegistrars(simulator.url),
    dns: dnsBy(() => world.settings),
    now: () => new Date(),
  };
  worker = {
    ...houseContext("worker", {}, database.db),
    registrars: ctx.registrars,
    dns: ctx.dns,
  };
  const accountId = await seedAccount(database.db, {
    credential: openCredential(TOKEN),
    mode: "full",
  });
  await seedHeld(accountId);
});
afterAll(() => Promise.all([database.drop(), simulator.close(), world.close()]));

beforeEach(async () => {
  for (const one of [world.signed, world.unanswered, world.lagging]) one.clear();
  world.servers.clear();
  world.delegations.clear();
  await house(async (tx) => {
    await tx.execute(sql`delete from operations`);
    await tx.execute(sql`delete from plan_rows`);
    await tx.execute(sql`delete from plans`);
  });
});

/** Names that the simulated registrar holds, as if they had been read. */
async function seedHeld(accountId: string): Promise<void> {
  const credential = openCredential(TOKEN);
  const account = { id: accountId, registrar: "gandi", endpoint: "simulator", credential };
  const gateway = ctx.registrars.open({ ...account, ...DIRECT });
  if (!gateway.ok) throw new Error(gateway.error.message);
  const page = await gateway.value.listDomains({});
  if (!page.ok) throw new Error(page.error.message);
  const soon = Date.now() + 9 * 86_400_000;
  const fit = page.value.domains.filter(
    ({ name, expiresAt = "", statuses = [] }) =>
      /\.(?:com|net|org|eu)$/.test(name) &&
      Date.parse(expiresAt) > soon &&
      !statuses.includes("pendingTransfer"),
  );
  await seedDomains(
    database.db,
    accountId,
    fit.map(({ name, expiresAt = null }) => ({
      name,
      expiresAt,
      lifecycle: "active",
      nameservers: [...OLD],
    })),
  );
}

let taken = 0;

async function someNames(most: number): Promise<{ id: string; name: string }[]> {
  const rows = await house((tx) =>
    tx.execute<{ id: string; name: string }>(
      sql`select id, name from domains order by name offset ${taken} limit ${most}`,
    ),
  );
  taken += most;
  expect(rows).toHaveLength(most);
  for (const { name } of rows) await simulator.script.patchDomain(name, { nameservers: [...OLD] });
  return [...rows];
}

const plan = (names: readonly { id: string }[]) =>
  makePlan(ctx, {
    key: `test-${randomUUID()}`,
    selection: { ids: names.map(({ id }) => id) },
    change: { kind: "nameserver_update", nameservers: HOSTS },
  });
const rowsOf = async (id: string) => (await planRows(ctx, { id }, EMPTY_PLAN_ROW_QUERY)).rows;
const look = () => checkRows(worker, Date.now() + 20_000);

describe("a plan of new nameservers", () => {
  test("stands at once, and is told of each name what the DNS says once it was asked", async () => {
    const [fine, breaking, unknown] = await someNames(3);
    world.signed.add(breaking?.name ?? "");
    world.unanswered.add(unknown?.name ?? "");
    const made = await plan([fine, breaking, unknown].filter((one) => one !== undefined));
    expect(made.dns).toEqual({ checking: 3, safe: 0, breaks: 0, lame: 0, unknown: 0 });
    expect(await look()).toBe(3);
    const seen = await readPlan(ctx, { id: made.id });
    expect(seen).toMatchObject({
      dns: { checking: 0, safe: 1, breaks: 1, lame: 0, unknown: 1 },
      gates: [{ gate: "delegation", text: expect.stringContaining("1 name would stop resolving") }],
      expected: "3",
    });
    const rows = new Map((await rowsOf(made.id)).map((row) => [row.name, row]));
    expect(rows.get(fine?.name ?? "")).toMatchObject({
      dns: { state: "safe", rule: "no_ds", servers: [{ serial: 2_026_112_001 }, {}] },
    });
    expect(rows.get(breaking?.name ?? "")).toMatchObject({
      dns: { state: "breaks", rule: "ds_without_key", source: expect.stringContaining("RFC") },
      risks: expect.arrayContaining(["dns_breaks"]),
    });
    expect(rows.get(unknown?.name ?? "")).toMatchObject({ dns: { state: "unknown", ds: null } });
  });

  test("is not started while names are looked at, nor under the hash it had before", async () => {
    const [one, other] = await someNames(2);
    const made = await plan([one, other].filter((name) => name !== undefined));
    await expect(applyPlan(ctx, { id: made.id, hash: made.hash })).rejects.toMatchObject({
      code: "precondition_failed",
      message: expect.stringContaining("2 names are still being looked at"),
    });
    await look();
    await expect(applyPlan(ctx, { id: made.id, hash: made.hash })).rejects.toMatchObject({
      message: expect.stringContaining("not the plan you looked at"),
    });
    const { hash } = await readPlan(ctx, { id: made.id });
    expect(await applyPlan(ctx, { id: made.id, hash })).toMatchObject({ state: "applying" });
  });

  test("is started without the names that are still looked at, when they are left out", async () => {
    const [one, other] = await someNames(2);
    const made = await plan([one, other].filter((name) => name !== undefined));
    const less = await excludeRows(ctx, {
      id: made.id,
      names: [one?.name ?? "", other?.name ?? ""],
      isExcluded: true,
    });
    expect(less.dns).toBeNull();
    const back = await excludeRows(ctx, {
      id: made.id,
      names: [one?.name ?? ""],
      isExcluded: false,
    });
    expect(back.dns).toMatchObject({ checking: 1 });
  });

  test("asks for no count when what would break is left out", async () => {
    const [fine, breaking] = await someNames(2);
    world.signed.add(breaking?.name ?? "");
    const made = await plan([fine, breaking].filter((name) => name !== undefined));
    await look();
    const less = await excludeRows(ctx, {
      id: made.id,
      names: [breaking?.name ?? ""],
      isExcluded: true,
    });
    expect(less).toMatchObject({ gates: [], expected: null, dns: { safe: 1, breaks: 0 } });
  });

  test("is looked at by two workers at once, each name once; what one left, another goes on with", async () => {
    const names = await someNames(6);
    const made = await plan(names);
    await house((tx) =>
      tx.execute(
        sql`update plan_rows set dns_next_at = now() + interval '1 hour' where position < 2`,
      ),
    );
    expect((await Promise.all([look(), look()])).reduce((sum, one) => sum + one)).toBe(4);
    expect((await readPlan(ctx, { id: made.id })).dns).toMatchObject({ checking: 2, safe: 4 });
    await house((tx) =>
      tx.execute(sql`update plan_rows set dns_next_at = now() where position < 2`),
    );
    await look();
    expect((await readPlan(ctx, { id: made.id })).dns).toMatchObject({ checking: 0, safe: 6 });
  });

  test("ends its looking when its time is over: what was not found out is not known", async () => {
    const [one] = await someNames(1);
    for (const host of HOSTS) world.servers.set(host, { state: "silent" });
    world.unanswered.add(one?.name ?? "");
    const made = await plan([one ?? { id: "" }]);
    await checkRows(worker, Date.now() + 100);
    expect((await readPlan(ctx, { id: made.id })).dns).toMatchObject({ checking: 1 });
    await house((tx) =>
      tx.execute(sql`update plans set created_at = now() - interval '11 minutes'`),
    );
    await checkRows(worker, Date.now() + 100);
    expect((await readPlan(ctx, { id: made.id })).dns).toMatchObject({ unknown: 1 });
  });

  test("of which nobody looks at the DNS says so, and can be started", async () => {
    const [one] = await someNames(1);
    const off = { ...ctx, dns: dnsBy(() => ({ ...world.settings, resolvers: [] })) };
    const made = await makePlan(off, {
      key: `test-${randomUUID()}`,
      selection: { ids: [one?.id ?? ""] },
      change: { kind: "nameserver_update", nameservers: HOSTS },
    });
    expect(made).toMatchObject({ dns: { unknown: 1, checking: 0 } });
    const [row] = await rowsOf(made.id);
    expect(row).toMatchObject({
      dns: { rule: "dns_off" },
      risks: expect.arrayContaining(["dns_unknown"]),
    });
    expect(await applyPlan(ctx, { id: made.id, hash: made.hash })).toMatchObject({
      state: "applying",
    });
  });

  test("that was discarded is not looked at any more", async () => {
    const [one] = await someNames(1);
    const made = await plan([one ?? { id: "" }]);
    await house((tx) => tx.execute(sql`update plans set state = 'cancelled'`));
    expect(await look()).toBe(0);
    expect((await readPlan(ctx, { id: made.id })).dns).toMatchObject({ checking: 0 });
  });
});

describe("what would break", () => {
  async function staged(more = 0) {
    const names = await someNames(1 + more);
    const [signed] = names;
    world.signed.add(signed?.name ?? "");
    await simulator.script.patchDomain(signed?.name ?? "", { isSigned: true });
    const made = await plan(names);
    await look();
    const input = { id: made.id, key: `test-${randomUUID()}` };
    const first = await removeKeysFirst(ctx, input);
    expect((await removeKeysFirst(ctx, input)).id).toBe(first.id);
    return { made, first, name: signed?.name ?? "", nextId: first.nextPlanId ?? "" };
  }
  const again = () =>
    house((tx) => tx.execute(sql`update plan_rows set dns_next_at = now() where dns = 'checking'`));
  const settle = async () => {
    for (let round = 0; round < 9; round += 1) {
      await workOperations(worker, Date.now() + 5_000);
      await house((tx) =>
        tx.execute(sql`update operations set next_attempt_at = now() where finished_at is null`),
      );
    }
  };

  test("gets its keys removed first, by a plan of its own, and leaves the other names to start", async () => {
    const { made, first, nextId } = await staged(1);
    expect(first).toMatchObject({ kind: "ds_update", verdicts: { change: 1 }, afterPlanId: null });
    expect(await readPlan(ctx, { id: nextId })).toMatchObject({
      kind: "nameserver_update",
      afterPlanId: first.id,
      dns: { checking: 1 },
    });
    expect(await readPlan(ctx, { id: made.id })).toMatchObject({
      dns: { safe: 1, breaks: 0 },
      gates: [],
      excluded: 1,
    });
  });

  test("keeps its nameservers until the zone above shows no key and caches have forgotten it", async () => {
    const { first, name, nextId } = await staged();
    const waits = async () => {
      await look();
      const next = await readPlan(ctx, { id: nextId });
      await expect(applyPlan(ctx, { id: nextId, hash: next.hash })).rejects.toMatchObject({
        code: "precondition_failed",
      });
      return (await rowsOf(nextId))[0]?.dns?.waiting;
    };
    expect(await waits()).toEqual({ for: "ds", until: null });
    await applyPlan(ctx, { id: first.id, hash: first.hash });
    await settle();
    expect(await readPlan(ctx, { id: first.id })).toMatchObject({ progress: { completed: 1 } });
    await again();
    expect(await waits()).toEqual({ for: "ds", until: null });
    world.signed.delete(name);
    world.lagging.add(name);
    await again();
    expect(await waits()).toEqual({ for: "ds", until: null });
    world.lagging.delete(name);
    await again();
    const caches = await waits();
    expect(caches).toMatchObject({ for: "caches" });
    expect(Date.parse(caches?.until ?? "") - Date.now()).toBeGreaterThan(3_500_000);
    await again();
    expect(await waits()).toMatchObject({ for: "caches" });
    await house((tx) =>
      tx.execute(sql`update plan_rows set dns_next_at = now(), dns_facts = jsonb_set(dns_facts, '{goneAt}',
        to_jsonb(to_char((now() - interval '61 minutes') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
        where dns = 'checking'`),
    );
    await look();
    const next = await readPlan(ctx, { id: nextId });
    expect(next.dns).toMatchObject({ safe: 1, checking: 0 });
    await applyPlan(ctx, { id: nextId, hash: next.hash });
    await settle();
    expect(await readPlan(ctx, { id: nextId })).toMatchObject({ progress: { completed: 1 } });
  });

  test("waits on when the zone above cannot be asked, and begins anew when the keys come back", async () => {
    const { name, nextId } = await staged();
    const waiting = async () => {
      await again();
      await look();
      return (await rowsOf(nextId))[0]?.dns?.waiting?.for;
    };
    world.signed.delete(name);
    expect(await waiting()).toBe("caches");
    world.unanswered.add(name);
    expect(await waiting()).toBe("caches");
    world.unanswered.delete(name);
    world.signed.add(name);
    expect(await waiting()).toBe("ds");
  });

  test("is nothing in a plan of which all is well", async () => {
    const made = await plan(await someNames(1));
    await look();
    const input = { id: made.id, key: `test-${randomUUID()}` };
    await expect(removeKeysFirst(ctx, input)).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });
});

describe("hosts below the name itself", () => {
  const planWith = (
    ids: readonly string[],
    nameservers: string[],
    glue?: Record<string, string[]>,
  ) =>
    makePlan(ctx, {
      key: `test-${randomUUID()}`,
      selection: { ids: [...ids] },
      change: { kind: "nameserver_update", nameservers, ...(glue ? { glue } : {}) },
    });

  test("are made known with their addresses before the name points at them", async () => {
    const [one] = await someNames(1);
    const { id = "", name = "" } = one ?? {};
    const nameservers = [`ns1.${name}`, "ns2.fernway-dns.org"];
    const glue = { [`NS1.${name}.`]: ["9.9.9.9", "2620:FE::fe", "9.9.9.9"] };
    const made = await planWith([id], nameservers, glue);
    expect((await rowsOf(made.id))[0]).toMatchObject({
      verdict: "change",
      after: { nameservers, glue: { [`ns1.${name}`]: ["9.9.9.9", "2620:fe::fe"] } },
    });
    await look();
    const { hash } = await readPlan(ctx, { id: made.id });
    const { total: before } = await simulator.script.requests();
    await applyPlan(ctx, { id: made.id, hash });
    for (let round = 0; round < 9; round += 1) {
      await workOperations(worker, Date.now() + 5_000);
      await house((tx) =>
        tx.execute(sql`update operations set next_attempt_at = now() where finished_at is null`),
      );
    }
    expect(await readPlan(ctx, { id: made.id })).toMatchObject({ progress: { completed: 1 } });
    const changes = (await simulator.script.requests()).requests
      .filter(({ seq, method }) => seq > before && method !== "GET")
      .map(({ method, path }) => `${method} ${path.split("/").at(-1)}`);
    expect(changes).toEqual(["POST hosts", "PUT nameservers"]);
    const account = { id, registrar: "gandi", endpoint: "simulator", ...DIRECT };
    const gateway = ctx.registrars.open({ ...account, credential: openCredential(TOKEN) });
    if (!gateway.ok) throw new Error(gateway.error.message);
    expect(await gateway.value.listHosts({ name: DomainName.parse(name) })).toMatchObject({
      value: { hosts: [{ host: `ns1.${name}`, addresses: ["9.9.9.9", "2620:fe::fe"] }] },
    });
  });

  test("without addresses are not possible, and say so", async () => {
    const [one] = await someNames(1);
    const made = await planWith([one?.id ?? ""], [`ns1.${one?.name}`, "ns2.fernway-dns.org"]);
    expect((await rowsOf(made.id))[0]).toMatchObject({
      verdict: "impossible",
      rule: "glue_required",
    });
  });

  test.each([
    ["below another name", "ns1.fernway-dns.net", ["9.9.9.9"], "glue_not_allowed"],
    ["that is not in the list", "ns7.elsewhere-dns.net", ["9.9.9.9"], "glue_not_allowed"],
    ["at a private address", null, ["10.0.0.1"], "glue_private"],
    ["at what is no address", null, ["nine"], "format"],
  ])("a host %s is refused", async (_what, host, addresses, code) => {
    const [one] = await someNames(1);
    const own = `ns1.${one?.name}`;
    const refused = planWith([one?.id ?? ""], [own, "ns1.fernway-dns.net"], {
      [host ?? own]: addresses,
    });
    await expect(refused).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [`glue.${host ?? own}`]: [{ code }] },
    });
  });
});

test("what was changed is complete by the registrar, and seen at the parent once it is there", async () => {
  const [one] = await someNames(1);
  const name = one?.name ?? "";
  const made = await plan([one ?? { id: "" }]);
  await look();
  const { hash } = await readPlan(ctx, { id: made.id });
  await applyPlan(ctx, { id: made.id, hash });
  world.delegations.set(name, ["ns1.before.test", "ns2.before.test"]);
  for (let round = 0; round < 9; round += 1) {
    await workOperations(worker, Date.now() + 5_000);
    await house((tx) =>
      tx.execute(sql`update operations set next_attempt_at = now() where finished_at is null`),
    );
  }
  expect(await readPlan(ctx, { id: made.id })).toMatchObject({ state: "done" });
  expect(await followParents(worker, Date.now() + 5_000)).toBe(0);
  expect((await rowsOf(made.id))[0]).toMatchObject({ parentSeenAt: null });
  world.delegations.set(name, ["NS2.fernway-dns.org", "ns1.fernway-dns.net"]);
  await house((tx) => tx.execute(sql`update plan_rows set parent_next_at = now()`));
  expect(await followParents(worker, Date.now() + 5_000)).toBe(1);
  expect((await rowsOf(made.id))[0]?.parentSeenAt).not.toBeNull();
});
