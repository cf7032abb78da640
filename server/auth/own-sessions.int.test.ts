import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { sessions, users } from "@/db/schema/people";
import type { ServiceContext } from "../kernel/context";
import { hashToken } from "../kernel/tokens";
import { auditTrail } from "../testing/audit";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedUser } from "../testing/seed";
import { callerContext, houseContext } from "./caller";
import {
  changeOwnPassword,
  endCurrentSession,
  endOtherSessions,
  endOwnSession,
  listOwnSessions,
} from "./own-sessions";
import { hashPassword, isPassword } from "./password";
import { openSession } from "./sign-in";

const PASSWORD = "correct horse battery staple";
const NEXT = "quite another long password";
const request = { requestId: "test-request", source: "ui", address: "198.51.100.7" } as const;

let database: TestDatabase;
let ann: string;
let bob: string;

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  ann = await seedUser(database.db, { email: "ann@house.example" });
  bob = await seedUser(database.db, { email: "bob@house.example", role: "admin" });
});
afterAll(() => database.drop());

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

beforeEach(async () => {
  const passwordHash = await hashPassword(PASSWORD);
  await house(async (tx) => {
    await tx.delete(sessions);
    await tx.update(users).set({ passwordHash, disabledAt: null });
  });
});

const signIn = (userId: string, agent = "Firefox") =>
  openSession(houseContext("sign-in", { address: request.address }), { userId, agent });
const asCaller = (token: string): Promise<ServiceContext> => callerContext(token, request);
const shift = (token: string, set: Record<string, unknown>) =>
  house((tx) =>
    tx
      .update(sessions)
      .set(set)
      .where(eq(sessions.tokenHash, hashToken(token))),
  );
const ended = { code: "unauthenticated" };

describe("a session", () => {
  test("ends after thirty minutes without a request, not after twenty-nine", async () => {
    const token = await signIn(ann);
    await shift(token, { lastSeenAt: sql`now() - interval '29 minutes 50 seconds'` });
    await expect(asCaller(token)).resolves.toBeDefined();
    await shift(token, { lastSeenAt: sql`now() - interval '30 minutes 1 second'` });
    await expect(asCaller(token)).rejects.toMatchObject(ended);
  });

  test("that is used goes on: a request counts as life, once a minute", async () => {
    const token = await signIn(ann);
    await shift(token, { lastSeenAt: sql`now() - interval '29 minutes'` });
    await asCaller(token);
    const [row] = await house((tx) =>
      tx.select({ isFresh: sql`last_seen_at > now() - interval '5 seconds'` }).from(sessions),
    );
    expect(row?.isFresh).toBe(true);
  });

  test("ends twelve hours after it began, however busy", async () => {
    const token = await signIn(ann);
    const [row] = await house((tx) =>
      tx
        .select({ hours: sql<number>`extract(epoch from expires_at - created_at)::int / 3600` })
        .from(sessions),
    );
    expect(row?.hours).toBe(12);
    await shift(token, { expiresAt: sql`now()` });
    await expect(asCaller(token)).rejects.toMatchObject(ended);
  });

  test("of somebody who is disabled is worth nothing at the next request", async () => {
    const token = await signIn(ann);
    await house((tx) => tx.update(users).set({ disabledAt: sql`now()` }).where(eq(users.id, ann)));
    await expect(asCaller(token)).rejects.toMatchObject(ended);
  });

  test.each([null, "", "a-token-nobody-was-given"])("does not come from %j", async (token) => {
    await expect(callerContext(token, request)).rejects.toMatchObject(ended);
  });

  test("is told by device, address and last use, and which one asks", async () => {
    const [firefox] = [
      await signIn(ann, "Firefox"),
      await signIn(bob),
      await signIn(ann, "Safari"),
    ];
    const listed = await listOwnSessions(await asCaller(firefox));
    expect(listed.map(({ agent, isCurrent }) => [agent, isCurrent])).toEqual([
      ["Safari", false],
      ["Firefox", true],
    ]);
    expect(listed[0]).toMatchObject({ address: request.address });
    expect(JSON.stringify(listed)).not.toContain(hashToken(firefox));
  });
});

describe("signing out", () => {
  test("here ends this session and no other", async () => {
    const [here, there] = [await signIn(ann), await signIn(ann)];
    await endCurrentSession(await asCaller(here));
    await expect(asCaller(here)).rejects.toMatchObject(ended);
    await expect(asCaller(there)).resolves.toBeDefined();
  });

  test("one other browser ends that one, and the log says so", async () => {
    const [here, there] = [await signIn(ann), await signIn(ann)];
    const ctx = await asCaller(here);
    const other = (await listOwnSessions(ctx)).find(({ isCurrent }) => !isCurrent);
    expect(await endOwnSession(ctx, { sessionId: other?.id })).toEqual({ ended: 1 });
    await expect(asCaller(there)).rejects.toMatchObject(ended);
    expect((await auditTrail(ctx, "ann@house.example")).at(-1)).toMatchObject({
      action: "session.ended",
      objectId: other?.id,
    });
  });

  test("all others keeps the one that asks", async () => {
    const tokens = [await signIn(ann), await signIn(ann), await signIn(ann)] as const;
    expect(await endOtherSessions(await asCaller(tokens[0]))).toEqual({ ended: 2 });
    await expect(asCaller(tokens[0])).resolves.toBeDefined();
    await expect(asCaller(tokens[1])).rejects.toMatchObject(ended);
    await expect(asCaller(tokens[2])).rejects.toMatchObject(ended);
  });

  test("somebody else is not possible: their session does not exist for the caller", async () => {
    const [mine, theirs] = [await signIn(ann), await signIn(bob)];
    const [session] = await listOwnSessions(await asCaller(theirs));
    const attempt = endOwnSession(await asCaller(mine), { sessionId: session?.id });
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
    await expect(asCaller(theirs)).resolves.toBeDefined();
  });
});

describe("changing one's password", () => {
  test("keeps this browser, ends the others, and is written down without either password", async () => {
    const [here, there] = [await signIn(ann), await signIn(ann)];
    const ctx = await asCaller(here);
    expect(await changeOwnPassword(ctx, { current: PASSWORD, next: NEXT })).toEqual({ ended: 1 });
    await expect(asCaller(here)).resolves.toBeDefined();
    await expect(asCaller(there)).rejects.toMatchObject(ended);
    const [user] = await house((tx) => tx.select().from(users).where(eq(users.id, ann)));
    expect(await isPassword(NEXT, user?.passwordHash ?? null)).toBe(true);
    const trail = await auditTrail(ctx, "ann@house.example");
    expect(trail.at(-1)).toMatchObject({ action: "user.password_set" });
    expect(JSON.stringify(trail)).not.toMatch(new RegExp(`${PASSWORD}|${NEXT}`));
  });

  test.each([
    ["a wrong current one", { current: "wrong", next: NEXT }, "current", "wrong"],
    ["a short new one", { current: PASSWORD, next: "short" }, "next", "range"],
  ])("is refused for %s", async (_what, input, field, code) => {
    const ctx = await asCaller(await signIn(ann));
    await expect(changeOwnPassword(ctx, input)).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: [{ code }] },
    });
    const [user] = await house((tx) => tx.select().from(users).where(eq(users.id, ann)));
    expect(await isPassword(PASSWORD, user?.passwordHash ?? null)).toBe(true);
  });
});
