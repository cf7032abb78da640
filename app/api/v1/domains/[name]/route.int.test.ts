import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { houseContext } from "@/server/auth/caller";
import { openSession } from "@/server/auth/sign-in";
import { DomainDetailDto } from "@/server/domains/schemas";
import { auditTrail } from "@/server/testing/audit";
import { installOn } from "@/server/testing/installed";
import { type TestDatabase, testDatabase } from "@/server/testing/postgres";
import { seedAccount, seedDomains, seedPartners, seedUser } from "@/server/testing/seed";
import { GET, PATCH } from "./route";

const caller: { cookie: string | undefined } = { cookie: undefined };
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => caller.cookie && { value: caller.cookie } }),
}));

const ORIGIN = "http://localhost:3000";
const NAME = "brixton-books.co.uk";
let database: TestDatabase;
let own: string;
let foreign: string;

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  const [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  const account = await seedAccount(database.db);
  [own = "", foreign = ""] = await seedDomains(database.db, account, [
    { name: NAME, partnerId: acme },
    { name: "lumen-studio.com", partnerId: lumen },
  ]);
  const person = { email: "anna@acme.example", role: "customer", partnerId: acme } as const;
  const userId = await seedUser(database.db, person);
  const sid = await openSession(houseContext("test"), { userId, agent: null });
  caller.cookie = await encode({ token: { sid }, secret: process.env.AUTH_SECRET ?? "" });
});
afterAll(() => database.drop());

const at = (name: string) => ({ params: Promise.resolve({ name }) });
const get = (name: string) => GET(new Request(`${ORIGIN}/api/v1/domains/x`), at(name));
const patch = (body: string | Buffer, name = NAME, headers: Record<string, string> = {}) =>
  PATCH(
    new Request(`${ORIGIN}/api/v1/domains/x`, {
      method: "PATCH",
      headers: { origin: ORIGIN, "content-type": "application/json", ...headers },
      body: body as BodyInit,
    }),
    at(name),
  );

type Problem = { status: number; code: string; field?: string; requestId: string };
const problemIn = async (response: Response) => {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  expect(problem.requestId).toBe(response.headers.get("x-request-id"));
  return problem;
};

describe("GET", () => {
  test.each([
    () => NAME,
    () => own,
    () => "BRIXTON-BOOKS.CO.UK.",
  ])("answers a name by any of its spellings and by its id", async (reference) => {
    const response = await get(reference());
    expect(response.status).toBe(200);
    expect(DomainDetailDto.parse(await response.json()).id).toBe(own);
  });

  test.each([
    () => foreign,
    () => "lumen-studio.com",
    () => "abc",
    () => "1\u0000",
  ])("answers 404 for what is another's, and for what is neither a name nor an id", async (reference) => {
    expect(await problemIn(await get(reference()))).toMatchObject({
      status: 404,
      code: "not_found",
    });
  });

  test("answers 422 with the rule for what breaks the rules of names", async () => {
    expect(await problemIn(await get("exa mple.com"))).toMatchObject({
      status: 422,
      code: "bad_char",
      field: "name",
    });
  });

  test("answers 401 without a session", async () => {
    const { cookie } = caller;
    caller.cookie = undefined;
    expect(await problemIn(await get(NAME))).toMatchObject({ status: 401 });
    caller.cookie = cookie;
  });
});

describe("PATCH", () => {
  test("changes what is ours and answers the name as it stands then", async () => {
    const response = await patch('{"notes":"Shop front","version":1}');
    expect(response.status).toBe(200);
    expect(DomainDetailDto.parse(await response.json())).toMatchObject({
      notes: "Shop front",
      version: 2,
    });
  });

  test("answers 409 on a version that is no longer the present one", async () => {
    expect(await problemIn(await patch('{"notes":"late","version":1}'))).toMatchObject({
      status: 409,
      code: "version",
      field: "version",
    });
  });

  test("answers 404 for another partner's name, whose log stays silent", async () => {
    expect(await problemIn(await patch('{"notes":"mine"}', foreign))).toMatchObject({
      status: 404,
    });
    expect(await auditTrail(houseContext("test"), "lumen-studio.com")).toEqual([]);
  });

  const deep = `${'{"a":'.repeat(2_000)}1${"}".repeat(2_000)}`;
  test.each<[string, string | Buffer, number, string]>([
    ["no JSON", "not-json", 400, "bad_json"],
    ["a list", "[]", 400, "type"],
    ["a key twice", '{"notes":"a","notes":"b"}', 400, "bad_json"],
    ["NaN", '{"version":NaN}', 400, "bad_json"],
    ["2,000 levels", deep, 400, "bad_json"],
    ["UTF-16", Buffer.from("{}", "utf16le"), 400, "bad_json"],
    ["a prototype", '{"__proto__":{"admin":true}}', 422, "unknown_field"],
    ["a tenant", '{"partnerId":null}', 422, "unknown_field"],
    ["a NUL", '{"notes":"a\\u0000b"}', 422, "bad_char"],
    ["half a sign", '{"notes":"\\ud800"}', 422, "bad_char"],
    ["a megabyte", JSON.stringify({ notes: "x".repeat(1_000_000) }), 413, "too_large"],
  ])("refuses %s", async (_what, body, status, code) => {
    expect(await problemIn(await patch(body))).toMatchObject({ status, code });
  });

  test("refuses what is not JSON by its type, and other sites by their origin", async () => {
    const text = await patch("{}", NAME, { "content-type": "text/plain" });
    expect(await problemIn(text)).toMatchObject({ status: 415, code: "media_type" });
    const other = await patch("{}", NAME, { origin: "https://evil.example" });
    expect(await problemIn(other)).toMatchObject({ status: 403 });
  });
});
