import { afterAll, beforeAll, expect, test } from "vitest";
import { baseContext } from "../runtime";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount } from "../testing/seed";
import { connectChoices } from "./connect-choices";
import { sealCredential } from "./credential";
import { listAccounts } from "./list-accounts";
import { previewFirstSync } from "./preview-first-sync";
import { addAccount } from "./save-account";
import { testAccount, testConnection } from "./test-account";

const TOKEN = "sim-pat-northwind-main";

let database: TestDatabase;
let simulator: RunningSimulator;
beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database, {
    NAMEKEEP_MODE: "production",
    APP_URL: "https://names.example.com",
    SIMULATOR_URL: simulator.url,
  });
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

const admin = () =>
  proven(
    database.db,
    contextFor(database.db, { role: "admin" }, { registrars: baseContext().registrars }),
  );
const connection = {
  registrar: "gandi",
  endpoint: "simulator",
  credential: { token: TOKEN },
} as const;

test("in production the simulator is not offered, and refused by every verb that could reach it", async () => {
  const ctx = await admin();
  for (const { endpoints } of connectChoices(ctx)) {
    expect(endpoints[0]?.value).toBe("production");
    expect(endpoints.map(({ value }) => value)).not.toContain("simulator");
  }
  for (const attempt of [
    testConnection(ctx, connection),
    previewFirstSync(ctx, connection),
    addAccount(ctx, { ...connection, name: "Simulated", defaultPartnerId: null }),
  ])
    await expect(attempt).rejects.toMatchObject({
      code: "invalid_input",
      fields: { endpoint: [{ code: "blocked" }] },
    });
  expect((await simulator.script.requests()).total).toBe(0);
});

test("a simulated account that got into a production database is shown as blocked and never called", async () => {
  const id = "0193f2aa-1111-7abc-8def-001122334455";
  const credential = sealCredential(id, { token: TOKEN });
  await seedAccount(database.db, { id, name: "Left over", credential });
  const [account] = await listAccounts(await admin());
  expect(account?.capabilities.some(({ isMet }) => isMet)).toBe(false);
  const { results } = await testAccount(await admin(), { accountId: id });
  expect(results).toMatchObject([{ outcome: "failed", failure: { code: "blocked" } }]);
  expect((await simulator.script.requests()).total).toBe(0);
});
