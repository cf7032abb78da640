import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { KeyScope } from "@/server/auth/key-scopes";
import { addOwnKey } from "@/server/keys/own-keys";
import { contextFor } from "@/server/testing/context";
import { installOn } from "@/server/testing/installed";
import { type TestDatabase, testDatabase } from "@/server/testing/postgres";
import {
  seedAccount,
  seedDomains,
  seedPartners,
  seedSession,
  seedUser,
} from "@/server/testing/seed";

vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => undefined, delete: () => undefined }),
  headers: async () => new Headers(),
}));

let database: TestDatabase;
let own: string;
let foreign: string;
const tokens = new Map<KeyScope, string>();

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  const [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  const accountId = await seedAccount(database.db);
  [own = "", foreign = ""] = await seedDomains(database.db, accountId, [
    { name: "acme.com", partnerId: acme },
    { name: "lumen.com", partnerId: lumen },
  ]);
  const userId = await seedUser(database.db, {
    email: "anna@acme.example",
    role: "customer",
    partnerId: acme,
  });
  const made = contextFor(database.db, { role: "customer", userId, partnerId: acme });
  if (made.actor.kind !== "user") throw new Error("not a person");
  const actor = { ...made.actor, sessionId: await seedSession(database.db, userId) };
  for (const scope of ["read", "write", "pay"] as const) {
    const { token } = await addOwnKey({ ...made, actor }, { name: scope, scope, days: 1 });
    tokens.set(scope, token);
  }
});
afterAll(() => database.drop());

type Handler = (
  request: Request,
  segment: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/** Asks as a program does: with a key, no cookie, no origin. */
async function ask(
  scope: KeyScope | "none",
  method: string,
  file: string,
  {
    params = {},
    body,
    headers = {},
  }: { params?: Record<string, string>; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  const address = path.join(import.meta.dirname, "api/v1", file, "route.ts");
  const route = (await import(address)) as Record<string, Handler>;
  const token = scope === "none" ? "nk_nobody" : (tokens.get(scope) ?? "");
  const request = new Request(`http://localhost:3000/api/v1/${file}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const handler = route[method];
  if (!handler) throw new Error(`no ${method} ${file}`);
  return handler(request, { params: Promise.resolve(params) });
}

test("a key sees the names of its person's partner, and no others", async () => {
  const listed = await (await ask("read", "GET", "domains")).json();
  expect(listed.rows.map(({ id }: { id: string }) => id)).toEqual([own]);
  const other = await ask("pay", "GET", "domains/[name]", { params: { name: foreign } });
  expect(other.status).toBe(404);
});

test("a key that may only read changes nothing, one that may write does, from no page of ours", async () => {
  const edit = { params: { name: own }, body: { notes: "by a program" } };
  expect((await ask("read", "PATCH", "domains/[name]", edit)).status).toBe(403);
  const edited = await ask("write", "PATCH", "domains/[name]", edit);
  expect(edited.status).toBe(200);
  expect(await edited.json()).toMatchObject({ notes: "by a program" });
});

test("the header Idempotency-Key names an intent: twice the same is one plan", async () => {
  const headers = { "idempotency-key": "order-2026-11-20-0001" };
  const body = {
    selection: { ids: [own] },
    change: { kind: "auto_renew_update", enabled: false },
  };
  const first = await (await ask("write", "POST", "plans", { body, headers })).json();
  const second = await (await ask("write", "POST", "plans", { body, headers })).json();
  expect(first.id).toBeDefined();
  expect(second.id).toBe(first.id);
  const other = { ...body, change: { kind: "auto_renew_update", enabled: true } };
  const reused = await ask("write", "POST", "plans", { body: other, headers });
  expect(reused.status).toBe(422);
  expect(await reused.json()).toMatchObject({ field: "key", code: "reused" });
});

test("only a key of the scope pay plans what costs money", async () => {
  const body = {
    key: "renewal-of-acme-0001",
    selection: { ids: [own] },
    change: { kind: "renew", years: 1 },
  };
  expect((await ask("write", "POST", "plans", { body })).status).toBe(403);
  expect((await ask("pay", "POST", "plans", { body })).status).toBe(200);
});

test.each([
  ["me/keys", "GET"],
  ["me", "GET"],
  ["audit", "GET"],
  ["accounts", "GET"],
  ["users", "GET"],
] as const)("no key opens %s", async (file, method) => {
  expect((await ask("pay", method, file)).status).toBe(403);
});

test("a key that does not exist opens nothing", async () => {
  expect((await ask("none", "GET", "domains")).status).toBe(401);
});
