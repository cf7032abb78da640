import { execFile } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { auditEntries } from "@/db/schema/audit";
import { contacts } from "@/db/schema/contacts";
import { operations, planRows, plans } from "@/db/schema/operations";
import { webhookSecrets } from "@/db/schema/webhooks";
import { houseContext } from "../auth/caller";
import { fiscalCodePlace } from "../contacts/sealed-number";
import type { CredentialKeys } from "../kernel/credential-keys";
import { seal, unseal } from "../kernel/seal";
import { secretsPlace } from "../operations/secrets-place";
import { credentialPlace, proxyPasswordPlace } from "../runtime";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount } from "../testing/seed";
import { secretPlace } from "../webhooks/receive-event";
import { reseal } from "./reseal";

const OLD = randomBytes(32);
const NEW = randomBytes(32);
const one = new Map([[1, OLD]]);
const both: CredentialKeys = { current: 2, byVersion: new Map([...one, [2, NEW]]) };
const newest = new Map([[2, NEW]]);
const ACCOUNTS = 7;
const PERSON_ID = randomUUID();
const PERSON = {
  kind: "person",
  name: "Ana Popescu",
  givenName: "Ana",
  familyName: "Popescu",
  email: "ana@example.com",
  phone: "+40.727636787",
  street: "Strada Lipscani 12",
  city: "București",
  countryCode: "RO",
  fiscalCodeHint: "3450",
};

let database: TestDatabase;
let accounts: { readonly id: string; readonly secretId: string }[];

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
});
afterAll(() => database.drop());

beforeEach(async () => {
  await house(async (tx) => {
    await tx.delete(operations);
    await tx.delete(plans);
    await tx.delete(registrarAccounts);
    await tx.delete(contacts);
    await tx.insert(contacts).values({
      ...PERSON,
      id: PERSON_ID,
      fiscalCode: seal(one, "number of a person", fiscalCodePlace(PERSON_ID)),
    });
  });
  accounts = await Promise.all(
    Array.from({ length: ACCOUNTS }, async () => {
      const [id, secretId] = [randomUUID(), randomUUID()];
      await seedAccount(database.db, {
        id,
        credential: seal(one, `credential of ${id}`, credentialPlace(id)),
        proxyUrl: "https://proxy.example:3128",
        proxyUsername: "names",
        proxyPassword: seal(one, `password of ${id}`, proxyPasswordPlace(id)),
      });
      const secret = seal(one, `secret of ${id}`, secretPlace(secretId));
      await house((tx) =>
        tx
          .insert(webhookSecrets)
          .values({ id: secretId, accountId: id, scheme: "hub", secret, hint: "none" }),
      );
      return { id, secretId };
    }),
  );
});

/** A change that is still to be sent, with a secret in its plan and on its way. */
async function seedChange(): Promise<{ planId: string; place: string }> {
  const planId = randomUUID();
  const place = secretsPlace(planId, 3);
  const by = { requestedByKind: "user", requestedById: "x", requestedByName: "X", requestId: "x" };
  const secrets = seal(one, "secret of a change", place);
  const accountId = accounts[0]?.id ?? "";
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  await house(async (tx) => {
    await tx.insert(plans).values({
      ...by,
      id: planId,
      kind: "register",
      intentKey: planId,
      requestHash: "x",
      change: {},
      selection: {},
      names: 1,
      hash: "x",
      expiresAt,
    });
    const row = { planId, accountId, name: "example.com", secrets };
    await tx.insert(planRows).values({
      ...row,
      position: 3,
      before: {},
      after: {},
      verdict: "change",
      fingerprint: "x",
    });
    await tx.insert(operations).values({
      ...by,
      ...row,
      planPosition: 3,
      kind: "register",
      isPaid: true,
      params: {},
      maxSends: 1,
    });
  });
  return { planId, place };
}

/** Every text value of every table that was sealed with a key of that version. */
async function sealedWith(version: number): Promise<string[]> {
  const columns = await house((tx) =>
    tx.execute<{ table: string; column: string }>(sql`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and data_type = 'text'`),
  );
  const found = await Promise.all(
    columns.map(({ table, column }) =>
      house((tx) =>
        tx.execute(sql`select 1 from ${sql.identifier(table)}
          where ${sql.identifier(column)} like ${`v1:${version}:%`}`),
      ).then((rows) => rows.map(() => `${table}.${column}`)),
    ),
  );
  return found.flat();
}

const context = () => houseContext("test", {}, database.db);

test("after a rotation nothing anywhere is sealed with the old key, and every secret still opens", async () => {
  const { place } = await seedChange();
  expect(await sealedWith(1)).toHaveLength(ACCOUNTS * 3 + 3);
  expect(await reseal(context(), both, 3)).toEqual([
    { what: "registrar keys", resealed: ACCOUNTS, unreadable: 0 },
    { what: "proxy passwords", resealed: ACCOUNTS, unreadable: 0 },
    { what: "webhook secrets", resealed: ACCOUNTS, unreadable: 0 },
    { what: "numbers of contacts", resealed: 1, unreadable: 0 },
    { what: "secrets of plans", resealed: 1, unreadable: 0 },
    { what: "secrets of changes", resealed: 1, unreadable: 0 },
  ]);
  expect(await sealedWith(1)).toEqual([]);
  for (const { id, secretId } of accounts) {
    const [row] = await house((tx) =>
      tx.select().from(registrarAccounts).where(eq(registrarAccounts.id, id)),
    );
    const [secret] = await house((tx) =>
      tx.select().from(webhookSecrets).where(eq(webhookSecrets.id, secretId)),
    );
    expect(unseal(newest, row?.credential ?? "", credentialPlace(id))).toBe(`credential of ${id}`);
    expect(unseal(newest, row?.proxyPassword ?? "", proxyPasswordPlace(id))).toBe(
      `password of ${id}`,
    );
    expect(unseal(newest, secret?.secret ?? "", secretPlace(secretId))).toBe(`secret of ${id}`);
  }
  const [row] = await house((tx) => tx.select().from(planRows));
  const [change] = await house((tx) => tx.select().from(operations));
  for (const kept of [row, change])
    expect(unseal(newest, kept?.secrets ?? "", place)).toBe("secret of a change");
  const [person] = await house((tx) => tx.select().from(contacts));
  expect(unseal(newest, person?.fiscalCode ?? "", fiscalCodePlace(PERSON_ID))).toBe(
    "number of a person",
  );
});

test("is written down once per secret, without any secret", async () => {
  const [account] = accounts;
  await reseal(context(), both);
  const lines = await house((tx) =>
    tx
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.objectId, account?.id ?? "")),
  );
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatchObject({
    action: "account.resealed",
    before: { keyVersion: 1 },
    after: { keyVersion: 2 },
  });
  expect(JSON.stringify(lines)).not.toMatch(/v1:|credential of|password of|secret of/);
});

test("again finds nothing, and changes nothing", async () => {
  await reseal(context(), both);
  const before = await house((tx) => tx.select().from(registrarAccounts));
  const again = await reseal(context(), both);
  expect(again.map(({ resealed }) => resealed)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(await house((tx) => tx.select().from(registrarAccounts))).toEqual(before);
});

test("two at once seal each secret one time", async () => {
  const runs = await Promise.all([reseal(context(), both, 2), reseal(context(), both, 2)]);
  const total = runs.flat().reduce((sum, { resealed }) => sum + resealed, 0);
  expect(total).toBe(ACCOUNTS * 3 + 1);
  expect(await sealedWith(1)).toEqual([]);
});

test("what no key opens is counted and left as it is, and the others are sealed anew", async () => {
  const lost = accounts[2]?.id ?? "";
  const credential = seal(new Map([[1, randomBytes(32)]]), "lost", credentialPlace(lost));
  await house((tx) =>
    tx.update(registrarAccounts).set({ credential }).where(eq(registrarAccounts.id, lost)),
  );
  const [keys] = await reseal(context(), both, 1);
  expect(keys).toEqual({ what: "registrar keys", resealed: ACCOUNTS - 1, unreadable: 1 });
  const [row] = await house((tx) =>
    tx.select().from(registrarAccounts).where(eq(registrarAccounts.id, lost)),
  );
  expect(row?.credential).toBe(credential);
});

test("the command does it with the server's own settings, prints counts, and is safe to run twice", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const run = async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "scripts/reseal.ts"],
      {
        cwd: root,
        env: {
          ...process.env,
          CREDENTIAL_KEYS: `1:${OLD.toString("base64")},2:${NEW.toString("base64")}`,
        },
      },
    );
    return stdout.trim().split("\n");
  };
  expect(await run()).toEqual([
    `registrar keys: ${ACCOUNTS} sealed with key 2`,
    `proxy passwords: ${ACCOUNTS} sealed with key 2`,
    `webhook secrets: ${ACCOUNTS} sealed with key 2`,
    "numbers of contacts: 1 sealed with key 2",
    "secrets of plans: 0 sealed with key 2",
    "secrets of changes: 0 sealed with key 2",
  ]);
  expect(await run()).toEqual([
    "registrar keys: 0 sealed with key 2",
    "proxy passwords: 0 sealed with key 2",
    "webhook secrets: 0 sealed with key 2",
    "numbers of contacts: 0 sealed with key 2",
    "secrets of plans: 0 sealed with key 2",
    "secrets of changes: 0 sealed with key 2",
  ]);
  expect(await sealedWith(1)).toEqual([]);
}, 60_000);
