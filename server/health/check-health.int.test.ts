import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { operations, plans } from "@/db/schema/operations";
import { houseContext } from "../auth/caller";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount } from "../testing/seed";
import { checkHealth } from "./check-health";
import { beat } from "./store";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const health = (isWorkerExpected: boolean) =>
  checkHealth(houseContext("health", {}, database.db), isWorkerExpected);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function operationDue(nextAttemptAt: string): Promise<void> {
  const accountId = await seedAccount(database.db);
  const id = randomUUID();
  const asker = { requestedByKind: "job", requestedById: "t", requestedByName: "t", requestId: id };
  await inTenant(database.db, "*", async (tx) => {
    await tx.insert(plans).values({
      ...asker,
      id,
      kind: "renew",
      intentKey: id,
      requestHash: id,
      change: {},
      selection: {},
      names: 1,
      hash: id,
      expiresAt: nextAttemptAt,
    });
    await tx.insert(operations).values({
      ...asker,
      accountId,
      planId: id,
      planPosition: 0,
      name: `${id}.com`,
      kind: "renew",
      isPaid: true,
      params: {},
      state: "unknown",
      maxSends: 1,
      nextAttemptAt,
    });
  });
}

test("without a worker that has ever lived it is not well, with one it is", async () => {
  expect(await health(false)).toEqual({ isWell: true, reason: null });
  expect(await health(true)).toEqual({ isWell: false, reason: "no worker has started yet" });
  await beat(database.db);
  expect(await health(true)).toEqual({ isWell: true, reason: null });
});

test("a change at a registrar that nobody has looked at for a quarter of an hour makes it unwell", async () => {
  await operationDue(minutesAgo(14));
  expect(await health(true)).toMatchObject({ isWell: true });
  await operationDue(minutesAgo(16));
  expect(await health(true)).toEqual({
    isWell: false,
    reason: "changes at registrars are not being worked on",
  });
});
