import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { users } from "@/db/schema/people";
import { callerContext, houseContext } from "../auth/caller";
import { openSession, recognise } from "../auth/sign-in";
import type { ServiceContext } from "../kernel/context";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedPartners, seedUser } from "../testing/seed";
import { addPerson } from "./add-person";
import { changePerson } from "./change-person";
import { disablePerson, enablePerson } from "./disable-person";
import { endPersonSessions } from "./end-sessions";
import { listPeople } from "./list-people";
import { readMe } from "./read-me";
import { resetPassword } from "./reset-password";

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const ended = { code: "unauthenticated" };

let database: TestDatabase;
let acme: string;
let lumen: string;
let root: string;
let staff: string;
let admin: ServiceContext;

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
});
afterAll(() => database.drop());

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

beforeEach(async () => {
  await house((tx) => tx.delete(users));
  root = await seedUser(database.db, { email: "root@house.example", role: "admin" });
  staff = await seedUser(database.db, { email: "sam@house.example", name: "Sam" });
  admin = await proven(database.db, contextFor(database.db, { role: "admin", userId: root }));
});

const signIn = (userId: string) =>
  openSession(houseContext("sign-in", { address: "198.51.100.7" }), { userId, agent: null });
const asCaller = (token: string) =>
  callerContext(token, { requestId: "test-request", source: "ui", address: null });
const userOf = async (id: string) => {
  const [user] = await house((tx) => tx.select().from(users).where(eq(users.id, id)));
  if (!user) throw new Error("no such user");
  return user;
};
const lastLine = async (email: string) => (await auditTrail(admin, email)).at(-1);
const newcomer = {
  email: "Cara@Acme.Example",
  name: "Cara",
  role: "customer" as const,
  partnerId: null as string | null,
};

describe("adding a person", () => {
  test("tells a password once, which signs them in, and stands in neither row nor log", async () => {
    const added = await addPerson(admin, { ...newcomer, partnerId: acme });
    expect(added.email).toBe("cara@acme.example");
    expect(added.password).toMatch(/^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    const { email, password } = added;
    await expect(
      recognise(houseContext("sign-in", { address: null }), { email, password }),
    ).resolves.toMatchObject({ userId: added.personId });
    const line = await lastLine("cara@acme.example");
    expect(line).toMatchObject({
      action: "user.added",
      partnerId: acme,
      actorId: root,
      after: { email: "cara@acme.example", role: "customer" },
    });
    const everything = JSON.stringify([
      line,
      await userOf(added.personId),
      await listPeople(admin),
    ]);
    expect(everything).not.toContain(password);
  });

  test.each([
    ["a customer of no partner", { partnerId: null }, "partnerId", "invalid"],
    ["a partner that does not exist", { partnerId: UNKNOWN }, "partnerId", "unknown"],
    ["no address", { email: "" }, "email", "format"],
    ["no name", { name: " " }, "name", "range"],
    ["a role that does not exist", { role: "owner" as never }, "role", "value"],
  ])("is refused with %s", async (_what, change, field, code) => {
    const input = { ...newcomer, partnerId: acme, ...change };
    await expect(addPerson(admin, input)).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: [{ code }] },
    });
  });

  test("is refused with an address somebody has, and of ten at once one comes in", async () => {
    await expect(
      addPerson(admin, { ...newcomer, email: "SAM@house.example", partnerId: acme }),
    ).rejects.toMatchObject({ code: "conflict", fields: { email: [{ code: "taken" }] } });
    const attempts = await Promise.allSettled(
      Array.from({ length: 10 }, () => addPerson(admin, { ...newcomer, partnerId: acme })),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("changing a person", () => {
  test("gives them another role, and what they held is gone at their next request", async () => {
    const token = await signIn(staff);
    expect((await asCaller(token)).scope).toEqual({ all: true });
    const moved = { personId: staff, name: "Sam", role: "customer" as const, partnerId: lumen };
    expect(await changePerson(admin, moved)).toEqual({ endedSessions: 1 });
    await expect(asCaller(token)).rejects.toMatchObject(ended);
    const again = await asCaller(await signIn(staff));
    expect(again.scope).toEqual({ all: false, partnerId: lumen });
    expect(await auditTrail(admin, "sam@house.example")).toContainEqual(
      expect.objectContaining({
        action: "user.changed",
        before: { name: "Sam", role: "staff", partnerId: null },
        after: { name: "Sam", role: "customer", partnerId: lumen, endedSessions: 1 },
      }),
    );
  });

  test("of name alone leaves them signed in, and no change leaves no line", async () => {
    const token = await signIn(staff);
    const same = { personId: staff, role: "staff" as const, partnerId: null };
    await changePerson(admin, { ...same, name: "Samuel" });
    await expect(asCaller(token)).resolves.toBeDefined();
    const lines = (await auditTrail(admin, "sam@house.example")).length;
    await changePerson(admin, { ...same, name: "Samuel" });
    expect(await auditTrail(admin, "sam@house.example")).toHaveLength(lines);
  });

  test("never changes one's own role", async () => {
    await seedUser(database.db, { email: "second@house.example", role: "admin" });
    const own = { personId: root, name: "Root", role: "staff" as const, partnerId: null };
    await expect(changePerson(admin, own)).rejects.toMatchObject({
      code: "invalid_input",
      fields: { role: [{ code: "own" }] },
    });
    expect((await userOf(root)).role).toBe("admin");
  });

  test("of somebody unknown finds nobody", async () => {
    const input = { personId: UNKNOWN, name: "X", role: "staff" as const, partnerId: null };
    await expect(changePerson(admin, input)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("disabling a person", () => {
  test("signs them out with it, keeps them out, and can be undone", async () => {
    const token = await signIn(staff);
    expect(await disablePerson(admin, { personId: staff })).toEqual({ endedSessions: 1 });
    await expect(asCaller(token)).rejects.toMatchObject(ended);
    await expect(signIn(staff)).rejects.toMatchObject(ended);
    expect(await lastLine("sam@house.example")).toMatchObject({
      action: "user.changed",
      after: { disabled: true },
    });
    await enablePerson(admin, { personId: staff });
    await expect(asCaller(token)).rejects.toMatchObject(ended);
    await expect(asCaller(await signIn(staff))).resolves.toBeDefined();
  });

  test("never disables oneself", async () => {
    await seedUser(database.db, { email: "second@house.example", role: "admin" });
    await expect(disablePerson(admin, { personId: root })).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });
});

describe("the last administrator", () => {
  const others = async (count: number) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1)
      ids.push(await seedUser(database.db, { email: `a${index}@house.example`, role: "admin" }));
    return ids;
  };
  const activeAdmins = async () =>
    (await house((tx) => tx.select().from(users).where(eq(users.role, "admin")))).filter(
      ({ disabledAt }) => disabledAt === null,
    );

  test("stays, even when somebody whose own rights are gone meanwhile asks", async () => {
    const [other = ""] = await others(1);
    await disablePerson(admin, { personId: other });
    const asOther = await proven(
      database.db,
      contextFor(database.db, { role: "admin", userId: other }),
    );
    await expect(disablePerson(asOther, { personId: root })).rejects.toMatchObject({
      code: "precondition_failed",
    });
    await expect(
      changePerson(asOther, { personId: root, name: "R", role: "staff", partnerId: null }),
    ).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("is left over when all administrators take each other away at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      await house((tx) => tx.delete(users));
      const [first = "", second = "", third = ""] = await others(3);
      const takes = async (actor: string, target: string, isDemotion: boolean) => {
        const ctx = await proven(
          database.db,
          contextFor(database.db, { role: "admin", userId: actor }),
        );
        return isDemotion
          ? changePerson(ctx, { personId: target, name: "X", role: "staff", partnerId: null })
          : disablePerson(ctx, { personId: target });
      };
      await Promise.allSettled([
        takes(first, second, true),
        takes(second, third, false),
        takes(third, first, true),
        takes(first, third, false),
        takes(second, first, false),
      ]);
      expect(await activeAdmins()).toHaveLength(1);
    }
  });
});

describe("an administrator", () => {
  test("signs a person out everywhere", async () => {
    const tokens = [await signIn(staff), await signIn(staff)];
    expect(await endPersonSessions(admin, { personId: staff })).toEqual({ endedSessions: 2 });
    for (const token of tokens) await expect(asCaller(token)).rejects.toMatchObject(ended);
    expect(await lastLine("sam@house.example")).toMatchObject({ action: "session.ended" });
  });

  test("sets a new password, which ends sessions and stands in no log", async () => {
    const token = await signIn(staff);
    const { password, email } = await resetPassword(admin, { personId: staff });
    await expect(asCaller(token)).rejects.toMatchObject(ended);
    await expect(
      recognise(houseContext("sign-in", { address: null }), { email, password }),
    ).resolves.toMatchObject({ userId: staff });
    expect(JSON.stringify(await auditTrail(admin, email))).not.toContain(password);
    await expect(resetPassword(admin, { personId: root })).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });

  test("sees everyone, how often they are signed in, and which one is themselves", async () => {
    await signIn(staff);
    const people = await listPeople(admin);
    expect(people.map(({ name, openSessions, isYou }) => [name, openSessions, isYou])).toEqual([
      ["root@house.example", 1, true],
      ["Sam", 1, false],
    ]);
    expect(JSON.stringify(people)).not.toContain("argon2");
  });
});

test("nobody but an administrator may do any of this, though everyone knows who they are", async () => {
  const person = { personId: staff };
  for (const ctx of [
    contextFor(database.db, { role: "staff" }),
    contextFor(database.db, { role: "customer", partnerId: acme }),
  ]) {
    const denied = { code: "forbidden", permission: "user.manage" };
    const attempts = [
      () => listPeople(ctx),
      () => addPerson(ctx, newcomer),
      () => changePerson(ctx, { ...person, name: "X", role: "admin", partnerId: null }),
      () => disablePerson(ctx, person),
      () => enablePerson(ctx, person),
      () => endPersonSessions(ctx, person),
      () => resetPassword(ctx, person),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(denied);
    expect((await readMe(ctx)).partnerId).toBe(ctx.scope.all ? null : acme);
  }
  expect(await userOf(staff)).toMatchObject({ role: "staff", disabledAt: null });
});

test("nobody is let in, moved or locked out without a fresh proof of who asks", async () => {
  const unproven = contextFor(database.db, { role: "admin", userId: root });
  const person = { personId: staff };
  for (const attempt of [
    () => addPerson(unproven, newcomer),
    () => changePerson(unproven, { ...person, name: "Sam", role: "admin", partnerId: null }),
    () => disablePerson(unproven, person),
    () => enablePerson(unproven, person),
    () => resetPassword(unproven, person),
  ])
    await expect(attempt()).rejects.toMatchObject({
      code: "forbidden",
      fields: { session: [{ code: "step_up_required" }] },
    });
  const sam = (await listPeople(admin)).find(({ id }) => id === staff);
  expect(sam).toMatchObject({ role: "staff", disabledAt: null });
  await changePerson(unproven, { ...person, name: "Samuel", role: "staff", partnerId: null });
});
