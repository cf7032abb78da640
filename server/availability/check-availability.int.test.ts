import { afterAll, beforeAll, expect, test } from "vitest";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount } from "../testing/seed";
import { checkAvailability } from "./check-availability";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test("the account that answered last is asked, not one that never did, was removed, or is kept by hand", async () => {
  const { db } = database;
  const ctx = contextFor(db, { role: "staff" });
  await expect(checkAvailability(ctx, "example.com")).rejects.toMatchObject({
    code: "precondition_failed",
  });
  await seedAccount(db, { name: "Never called" });
  await seedAccount(db, { name: "Earlier", lastGoodCallAt: "2026-01-01T00:00:00Z" });
  await seedAccount(db, { name: "Last", lastGoodCallAt: "2026-01-02T00:00:00Z" });
  const gone = { lastGoodCallAt: "2026-01-03T00:00:00Z", removedAt: "2026-01-04T00:00:00Z" };
  await seedAccount(db, { name: "Removed", ...gone });
  expect(await checkAvailability(ctx, "example.com")).toMatchObject({
    account: "Last",
    state: "unknown",
  });
});
