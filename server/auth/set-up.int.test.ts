import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { users } from "@/db/schema/people";
import { auditTrail } from "../testing/audit";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { houseContext } from "./caller";
import { createFirstAdmin, issueSetUpToken, needsSetUp } from "./set-up";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
});
afterAll(() => database.drop());

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
beforeEach(() =>
  house(async (tx) => {
    await tx.delete(users);
    await tx.execute(sql`delete from rate_limits`);
    await tx.execute(sql`delete from installation`);
  }),
);

const ctx = () => houseContext("set-up", { source: "ui" });
const form = (token: string | null, name = "Ann") => ({
  token: token ?? "",
  name,
  email: `${name.toLowerCase()}@house.example`,
  password: "correct horse battery staple",
});

test("the first admin is created with the token from the log, and the door closes behind", async () => {
  const token = await issueSetUpToken(ctx());
  expect(await needsSetUp(ctx())).toBe(true);
  expect(await createFirstAdmin(ctx(), form(token))).toEqual({ email: "ann@house.example" });
  expect(await needsSetUp(ctx())).toBe(false);
  expect(await issueSetUpToken(ctx())).toBeNull();
  await expect(createFirstAdmin(ctx(), form(token, "Bob"))).rejects.toMatchObject({
    code: "conflict",
  });
  const trail = await auditTrail(ctx(), "ann@house.example");
  expect(trail).toMatchObject([{ action: "user.added", after: { role: "admin" } }]);
});

test("of ten that try at once with the right token, one becomes the admin", async () => {
  const token = await issueSetUpToken(ctx());
  const attempts = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => createFirstAdmin(ctx(), form(token, `P${index}`))),
  );
  expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await house((tx) => tx.select().from(users))).toMatchObject([{ role: "admin" }]);
});

test("a wrong token creates nobody and does not spend the right one", async () => {
  const token = await issueSetUpToken(ctx());
  await expect(createFirstAdmin(ctx(), form("guess"))).rejects.toMatchObject({
    code: "invalid_input",
    fields: { token: [{ code: "wrong" }] },
  });
  expect(await needsSetUp(ctx())).toBe(true);
  await expect(createFirstAdmin(ctx(), form(token))).resolves.toBeDefined();
});

test("only the token of the newest start counts, and only its hash is stored", async () => {
  const old = await issueSetUpToken(ctx());
  const token = await issueSetUpToken(ctx());
  const stored = await database.db.execute(sql`select * from installation`);
  expect(JSON.stringify(stored)).not.toContain(token);
  await expect(createFirstAdmin(ctx(), form(old))).rejects.toMatchObject({ code: "invalid_input" });
  await expect(createFirstAdmin(ctx(), form(token))).resolves.toBeDefined();
});

test("without a token ever issued nobody gets in", async () => {
  for (const token of ["", "null", "undefined"])
    await expect(createFirstAdmin(ctx(), form(token))).rejects.toMatchObject({
      code: "invalid_input",
    });
});

test("guessing the token ends after ten attempts", async () => {
  await issueSetUpToken(ctx());
  const attempts = await Promise.allSettled(
    Array.from({ length: 11 }, (_, index) => createFirstAdmin(ctx(), form(`guess-${index}`))),
  );
  const codes = attempts.map((attempt) =>
    attempt.status === "rejected" ? attempt.reason.code : "",
  );
  expect(codes.filter((code) => code === "rate_limited")).toHaveLength(1);
});
