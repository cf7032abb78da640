import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { keyContext } from "../auth/caller";
import { KEY_SCOPES, type KeyScope } from "../auth/key-scopes";
import { HOLDERS, holds, KEY_HOLDERS, type Permission } from "../auth/policy";
import type { Role } from "../auth/roles";
import type { ServiceContext } from "../kernel/context";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedPartners, seedSession, seedUser } from "../testing/seed";
import { addOwnKey, listOwnKeys, revokeOwnKey } from "./own-keys";

let database: TestDatabase;
let acme: string;
beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = ""] = await seedPartners(database.db, "acme");
});
afterAll(() => database.drop());

const REQUEST = { requestId: "r", source: "api", address: null } as const;
const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

async function person(role: Role): Promise<ServiceContext> {
  const partnerId = role === "customer" ? acme : null;
  const email = `${randomUUID()}@x.example`;
  const userId = await seedUser(database.db, { email, role, partnerId });
  const made = contextFor(
    database.db,
    { role, userId, ...(partnerId ? { partnerId } : {}) },
    { now: () => new Date() },
  );
  if (made.actor.kind !== "user") throw new Error("not a person");
  return { ...made, actor: { ...made.actor, sessionId: await seedSession(database.db, userId) } };
}

const keyOf = async (ctx: ServiceContext, scope: KeyScope = "write") =>
  addOwnKey(ctx, { name: "deploy script", scope, days: 30 });

test("a key acts for its person, with the person's role and partner, and is kept as a hash alone", async () => {
  const ctx = await person("customer");
  const { token, key } = await keyOf(ctx);
  expect(token).toMatch(/^nk_[\w-]{43}$/);
  const by = await keyContext(token, REQUEST);
  expect(by.actor).toMatchObject({ kind: "key", role: "customer", scope: "write", id: key.id });
  expect(by.scope).toEqual({ all: false, partnerId: acme });
  const [row] = await house((tx) =>
    tx.execute(sql`select row_to_json(k)::text as text from api_keys k where id = ${key.id}`),
  );
  expect(JSON.stringify(row)).not.toContain(token.slice(3, 30));
  expect(await listOwnKeys(ctx)).toMatchObject([{ id: key.id, hint: token.slice(-4) }]);
});

test("a key wants a fresh proof of who makes it", async () => {
  const ctx = await person("staff");
  await house((tx) => tx.execute(sql`update sessions set created_at = now() - interval '1 hour'`));
  await expect(keyOf(ctx)).rejects.toMatchObject({
    fields: { session: [{ code: "step_up_required" }] },
  });
});

describe("a key opens nothing any more", () => {
  const refused = (token: string) =>
    expect(keyContext(token, REQUEST)).rejects.toMatchObject({ code: "unauthenticated" });

  test("once it is revoked", async () => {
    const ctx = await person("staff");
    const { token, key } = await keyOf(ctx);
    await revokeOwnKey(ctx, { id: key.id });
    await refused(token);
    expect(await listOwnKeys(ctx)).toEqual([]);
  });

  test("once it has expired", async () => {
    const { token, key } = await keyOf(await person("staff"));
    await house((tx) =>
      tx.execute(sql`update api_keys set expires_at = now() where id = ${key.id}`),
    );
    await refused(token);
  });

  test("once its person is disabled", async () => {
    const ctx = await person("staff");
    const { token } = await keyOf(ctx);
    await house((tx) =>
      tx.execute(sql`update users set disabled_at = now() where id = ${ctx.actor.id}`),
    );
    await refused(token);
  });

  test("when it was never made", () => refused("nk_nobody"));
});

test("nobody revokes another's key", async () => {
  const { key } = await keyOf(await person("staff"));
  await expect(revokeOwnKey(await person("admin"), { id: key.id })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a key does at most six hundred requests a minute", async () => {
  const { token, key } = await keyOf(await person("staff"));
  await house((tx) =>
    tx.execute(
      sql`insert into rate_limits (key, arrives_at) values (${`api-key|${key.id}`}, now() + interval '61 seconds')`,
    ),
  );
  await expect(keyContext(token, REQUEST)).rejects.toMatchObject({ code: "rate_limited" });
});

describe("whatever its person may do", () => {
  const all = Object.keys(HOLDERS) as Permission[];
  const key = (role: Role, scope: KeyScope) =>
    ({ kind: "key", id: "k", name: "k", role, scope }) as const;

  test.each(
    KEY_SCOPES,
  )("with scope %s a key holds no more than the scope and the role both do", (scope) => {
    for (const role of ["admin", "staff", "customer"] as const)
      for (const permission of all) {
        const needed = KEY_HOLDERS[permission];
        const isWithin =
          needed !== undefined && KEY_SCOPES.indexOf(needed) <= KEY_SCOPES.indexOf(scope);
        const roleHolds = (HOLDERS[permission] as readonly Role[]).includes(role);
        expect(holds(key(role, scope), permission), `${role} ${permission}`).toBe(
          roleHolds && isWithin,
        );
      }
  });

  test("a key never opens doors, decides for others, or manages accounts, people and keys", () => {
    for (const permission of [
      "self.manage",
      "domain.unlock",
      "domain.reveal_code",
      "operation.resolve",
      "plan.approve",
      "account.read",
      "account.manage",
      "user.manage",
      "audit.read",
      "partner.manage",
    ] as const)
      expect(holds(key("admin", "pay"), permission), permission).toBe(false);
  });

  test("only a key of the scope pay pays", () => {
    expect(KEY_SCOPES.map((scope) => holds(key("staff", scope), "domain.pay"))).toEqual([
      false,
      false,
      true,
    ]);
  });
});
