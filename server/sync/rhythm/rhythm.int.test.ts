import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { type TestDatabase, testDatabase } from "../../testing/postgres";
import { seedAccount, seedDomains } from "../../testing/seed";
import * as checks from "../checks/store";

const RULES = {
  freshHours: 6,
  batch: 100,
  priorityDays: 30,
  retries: 3,
  retryDelaySeconds: 300,
  timeoutSeconds: 120,
};
const HOUR = 3_600;

let database: TestDatabase;
let accountId: string;
beforeAll(async () => {
  database = await testDatabase();
  accountId = await seedAccount(database.db, { syncIntervalMinutes: 360 });
});
afterAll(() => database.drop());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
let serial = 0;

type Name = Parameters<typeof seedDomains>[2][number];
type Read = { readonly isChanged?: boolean; readonly hasList?: boolean; readonly times?: number };

/** Reads a name so many times and answers when it is read next, in hours, and why. */
async function nextOf(
  name: Partial<Name>,
  { isChanged = false, hasList = false, times = 1 }: Read = {},
) {
  serial += 1;
  const [id = ""] = await seedDomains(database.db, accountId, [
    { name: `n${serial}.com`, ...name },
  ]);
  return inTenant(database.db, "*", async (tx) => {
    for (let each = 0; each < times; each += 1)
      await checks.saveRead(tx, [{ id, digest: "d", isChanged, hasContacts: false }], {
        hasList,
        rules: RULES,
      });
    const [row] = await tx.execute<{ reason: string; seconds: number }>(sql`
      select check_reason as reason, extract(epoch from next_check_at - now())::float8 as seconds
      from domain_sync where domain_id = ${id}`);
    return { reason: row?.reason, hours: Number(row?.seconds) / HOUR };
  });
}
const about = (hours: number) =>
  expect.toSatisfy(
    (value: number) => Math.abs(value - hours) <= hours * 0.06 + 0.02,
    `about ${hours}`,
  );

test.each<[string, Partial<Name>, Read, number]>([
  ["in_transfer", { lifecycle: "transfer_in", expiresAt: inDays(300) }, {}, 1],
  ["in_transfer", { statuses: ["pendingTransfer"], expiresAt: inDays(300) }, {}, 1],
  ["closing", { lifecycle: "redemption", expiresAt: inDays(-40) }, {}, 3],
  ["expires_soon", { expiresAt: inDays(20) }, {}, 6],
  ["expires_later", { expiresAt: inDays(50) }, {}, 12],
  ["ordinary", { expiresAt: inDays(300) }, {}, 24],
  ["changes_often", { expiresAt: inDays(300) }, { isChanged: true }, 6],
  ["quiet", { expiresAt: inDays(300) }, { times: 4 }, 72],
  ["expires_soon", { expiresAt: inDays(20) }, { hasList: true }, 24],
  ["ordinary", { expiresAt: inDays(300) }, { hasList: true }, 168],
])("a name that is %s is read again in its time", async (reason, name, read, hours) => {
  expect(await nextOf(name, read)).toEqual({ reason, hours: about(hours) });
});

test("a name that changed is asked for often for a while, then less and less", async () => {
  const name = { name: "restless.com", expiresAt: inDays(300) };
  const [id = ""] = await seedDomains(database.db, accountId, [name]);
  const read = (isChanged: boolean) =>
    inTenant(database.db, "*", async (tx) => {
      await checks.saveRead(tx, [{ id, digest: "d", isChanged, hasContacts: false }], {
        hasList: false,
        rules: RULES,
      });
      const [row] = await tx.execute<{ reason: string }>(
        sql`select check_reason as reason from domain_sync where domain_id = ${id}`,
      );
      return row?.reason;
    });
  expect(await read(true)).toBe("changes_often");
  const after: (string | undefined)[] = [];
  for (let each = 0; each < 8; each += 1) after.push(await read(false));
  expect(after).toEqual([...Array(7).fill("ordinary"), "quiet"]);
});

test("that a change of ours was proven brings the name up again soon, whatever was planned", async () => {
  const [id = ""] = await seedDomains(database.db, accountId, [
    { name: "ours.com", expiresAt: inDays(300) },
  ]);
  const [row] = await inTenant(database.db, "*", async (tx) => {
    await checks.saveRead(tx, [{ id, digest: "d", isChanged: false, hasContacts: false }], {
      hasList: true,
      rules: RULES,
    });
    await checks.saveProven(tx, id);
    return tx.execute<{ reason: string; minutes: number }>(sql`
      select check_reason as reason, round(extract(epoch from next_check_at - now()) / 60)::int as minutes
      from domain_sync where domain_id = ${id}`);
  });
  expect(row).toEqual({ reason: "own_change", minutes: 15 });
});

test("failures wait twice as long each time, up to a day, and never exactly alike", async () => {
  const names = Array.from({ length: 40 }, (_, at) => ({ name: `failing-${at}.com` }));
  const ids = await seedDomains(database.db, accountId, names);
  const failed = ids.map((id) => ({ id, code: "timeout", message: "No answer." }));
  const waits = () =>
    inTenant(database.db, "*", async (tx) => {
      await checks.saveFailed(tx, failed, RULES);
      const rows = await tx.execute<{ seconds: number }>(sql`
        select extract(epoch from next_check_at - now())::float8 as seconds from domain_sync
        where failures > 0`);
      return rows.map(({ seconds }) => Number(seconds));
    });
  for (const usual of [300, 600, 1_200, 2_400]) {
    const seconds = await waits();
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(usual * 0.74);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(usual * 1.26);
    expect(new Set(seconds).size).toBeGreaterThan(30);
  }
  for (let each = 0; each < 10; each += 1) await waits();
  expect(Math.max(...(await waits()))).toBeLessThanOrEqual(86_400 * 1.26);
});
