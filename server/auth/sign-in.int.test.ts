import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { sessions, users } from "@/db/schema/people";
import { AppError } from "../kernel/errors";
import { auditTrail } from "../testing/audit";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedPartners, seedUser } from "../testing/seed";
import { callerContext, houseContext } from "./caller";
import { hashPassword } from "./password";
import { findByVerifiedEmail, openSession, recognise } from "./sign-in";

const PASSWORD = "correct horse battery staple";
const ADDRESS = "198.51.100.7";

let database: TestDatabase;
let acme: string;
let userId: string;

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = ""] = await seedPartners(database.db, "acme");
  const passwordHash = await hashPassword(PASSWORD);
  userId = await seedUser(database.db, { email: "ann@house.example", name: "Ann", passwordHash });
  await seedUser(database.db, {
    email: "gone@house.example",
    passwordHash,
    disabledAt: "2026-01-01T00:00:00Z",
  });
  await seedUser(database.db, {
    email: "cara@acme.example",
    role: "customer",
    partnerId: acme,
    passwordHash,
  });
  await seedUser(database.db, { email: "sso@house.example" });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.execute(sql`delete from rate_limits`);
});

const house = (address: string | null = ADDRESS) =>
  houseContext("sign-in", { source: "ui", address });
const attempt = (email: string, password: string, address = ADDRESS) =>
  recognise(house(address), { email, password });
const request = { requestId: "test-request", source: "ui", address: ADDRESS } as const;

async function refusal(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error("nothing was refused");
  return error;
}

describe("a right password", () => {
  test("is recognised whatever the case and the outer spaces of the address", async () => {
    expect(await attempt("  ANN@House.Example ", PASSWORD)).toEqual({
      userId,
      email: "ann@house.example",
      name: "Ann",
    });
  });

  test("opens a session whose token stands nowhere in the database", async () => {
    const token = await openSession(house(), { userId, agent: "Firefox" });
    const ctx = await callerContext(token, request);
    expect(ctx.actor).toMatchObject({ kind: "user", id: userId, role: "staff" });
    expect(ctx.scope).toEqual({ all: true });
    const rows = await inTenant(database.db, "*", (tx) => tx.select().from(sessions));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("leaves a line in the log, with the address it came from", async () => {
    await openSession(house(), { userId, agent: null });
    const trail = await auditTrail(house(), "ann@house.example");
    expect(trail.at(-1)).toMatchObject({
      action: "session.started",
      result: "ok",
      address: ADDRESS,
      after: { role: "staff" },
    });
  });

  test("of a customer opens the world of one partner", async () => {
    const { userId: cara } = await attempt("cara@acme.example", PASSWORD);
    const token = await openSession(house(), { userId: cara, agent: null });
    const ctx = await callerContext(token, request);
    expect(ctx.scope).toEqual({ all: false, partnerId: acme });
  });

  test("gives back the attempts that were spent before it", async () => {
    for (let wrong = 0; wrong < 4; wrong += 1)
      await refusal(attempt("ann@house.example", "not the password"));
    await attempt("ann@house.example", PASSWORD);
    for (let wrong = 0; wrong < 4; wrong += 1)
      expect((await refusal(attempt("ann@house.example", "not the password"))).code).toBe(
        "unauthenticated",
      );
  });
});

describe("a refusal", () => {
  test("reads the same for an unknown address, a wrong password and a disabled account", async () => {
    const refusals = [
      await refusal(attempt("nobody@house.example", PASSWORD)),
      await refusal(attempt("ann@house.example", "not the password")),
      await refusal(attempt("gone@house.example", PASSWORD)),
      await refusal(attempt("sso@house.example", PASSWORD)),
    ];
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(["unauthenticated"]));
    expect(new Set(refusals.map(({ message }) => message)).size).toBe(1);
  });

  test("leaves a line in the log that says why, without the password", async () => {
    await refusal(attempt("gone@house.example", PASSWORD));
    const trail = await auditTrail(house(), "gone@house.example");
    expect(trail.at(-1)).toMatchObject({
      action: "session.refused",
      result: "refused",
      reason: "disabled",
    });
    expect(JSON.stringify(trail)).not.toContain(PASSWORD);
  });

  test("follows when somebody is disabled between recognition and session", async () => {
    const [gone] = await inTenant(database.db, "*", (tx) =>
      tx.select().from(users).where(eq(users.email, "gone@house.example")),
    );
    const opening = openSession(house(), { userId: gone?.id ?? "", agent: null });
    expect((await refusal(opening)).code).toBe("unauthenticated");
  });

  test.each([
    ["no e-mail address", "", PASSWORD],
    ["no password", "ann@house.example", ""],
    ["an endless password", "ann@house.example", "x".repeat(10_000)],
  ])("comes before any hashing for %s", async (_what, email, password) => {
    expect(["invalid_input", "unauthenticated"]).toContain(
      (await refusal(attempt(email, password))).code,
    );
  });
});

describe("guessing", () => {
  test("ends after five attempts at one account, even with the right password, and says how long", async () => {
    for (let wrong = 0; wrong < 5; wrong += 1)
      await refusal(attempt("ann@house.example", "not the password"));
    const sixth = await refusal(attempt("ann@house.example", PASSWORD));
    expect(sixth.code).toBe("rate_limited");
    expect(sixth.retryAfterSeconds).toBeGreaterThan(0);
    expect(sixth.retryAfterSeconds).toBeLessThanOrEqual(180);
  });

  test("at one account does not lock out another, nor the same people elsewhere", async () => {
    for (let wrong = 0; wrong < 6; wrong += 1)
      await refusal(attempt("nobody@house.example", "not the password"));
    expect(await attempt("ann@house.example", PASSWORD)).toMatchObject({ userId });
    expect(await attempt("cara@acme.example", PASSWORD, "203.0.113.9")).toMatchObject({
      email: "cara@acme.example",
    });
  });

  test("cannot be sped up by asking all at once", async () => {
    const codes = await Promise.all(
      Array.from({ length: 8 }, () =>
        refusal(attempt("ann@house.example", "not the password")).then(({ code }) => code),
      ),
    );
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(5);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(3);
  });

  test("over many accounts ends after twenty attempts from one network address", async () => {
    const codes = await Promise.all(
      Array.from({ length: 22 }, (_, index) =>
        refusal(attempt(`guess${index}@house.example`, "password")).then(({ code }) => code),
      ),
    );
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(20);
    expect((await attempt("ann@house.example", PASSWORD, "203.0.113.9")).userId).toBe(userId);
  });
});

test("one right password does not wash away the wrong ones from the same network address", async () => {
  const guess = (index: number) => refusal(attempt(`guess${index}@house.example`, "password"));
  await Promise.all(Array.from({ length: 19 }, (_, index) => guess(index)));
  await attempt("ann@house.example", PASSWORD);
  expect((await guess(20)).code).toBe("unauthenticated");
  expect((await guess(21)).code).toBe("rate_limited");
});

describe("single sign-on", () => {
  test("lets in whoever is known here by that address, whatever its case", async () => {
    expect(await findByVerifiedEmail(house(), "SSO@house.example")).toMatchObject({
      email: "sso@house.example",
    });
  });

  test.each([
    "stranger@elsewhere.example",
    "gone@house.example",
  ])("does not let in %s, and writes it down", async (email) => {
    expect(await findByVerifiedEmail(house(), email)).toBeNull();
    const trail = await auditTrail(house(), email);
    expect(trail.at(-1)).toMatchObject({ action: "session.refused", result: "refused" });
  });
});
