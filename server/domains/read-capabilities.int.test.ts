import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServiceContext } from "../kernel/context";
import { ok } from "../kernel/result";
import type { RegistrarGateways } from "../registrars/open-gateway";
import { gatewayFor } from "../registrars/registry";
import { restricted } from "../registrars/restrict";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { readCapabilities } from "./read-capabilities";
import type { OperationDto } from "./schemas";

let database: TestDatabase;
let staff: ServiceContext;
let customer: ServiceContext;
let stranger: ServiceContext;

/** Opens real gateways that call nobody: nothing listens where they would. */
const registrars: RegistrarGateways = {
  open: ({ registrar, mode = "read_only", paidCallsAt = null }) => {
    const gateway = gatewayFor({
      registrar,
      endpoint: "simulator",
      credential:
        registrar === "rotld"
          ? { registrarId: "REG", password: "no real password" }
          : { token: "no-real-token" },
      simulatorUrl: "http://127.0.0.1:1",
      mode: "demo",
    });
    return gateway.ok ? ok(restricted(gateway.value, { mode, paidCallsAt })) : gateway;
  },
};

beforeAll(async () => {
  database = await testDatabase();
  const [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  const full = { mode: "full", paidCallsAt: "2026-01-01T00:00:00Z" };
  const gandi = await seedAccount(database.db, { name: "Gandi main", ...full });
  const closed = await seedAccount(database.db, { name: "Gandi closed" });
  const rotld = await seedAccount(database.db, { name: "ROTLD", registrar: "rotld", ...full });
  const facts = { partnerId: acme, lifecycle: "active", lockState: "unlocked", statuses: ["ok"] };
  await seedDomains(database.db, gandi, [
    { ...facts, name: "free.com", expiresAt: "2028-06-01T00:00:00Z" },
    { ...facts, name: "young.com", registeredAt: "2026-01-01T00:00:00Z" },
    { ...facts, name: "gone.com", lifecycle: "pending_delete" },
  ]);
  await seedDomains(database.db, closed, [{ ...facts, name: "closed.com" }]);
  await seedDomains(database.db, rotld, [{ ...facts, name: "firma.com.ro" }]);
  staff = contextFor(database.db, { role: "staff" }, { registrars });
  customer = contextFor(database.db, { role: "customer", partnerId: acme }, { registrars });
  stranger = contextFor(database.db, { role: "customer", partnerId: lumen }, { registrars });
});
afterAll(() => database.drop());

async function ask(name: string, ctx = staff): Promise<Record<string, OperationDto>> {
  const { operations } = await readCapabilities(ctx, name);
  return Object.fromEntries(operations.map((one) => [one.operation, one]));
}

describe("what can be done with a name", () => {
  test("is everything, where registry, registrar and account allow it", async () => {
    const { privacy, ...answers } = await ask("free.com");
    expect(Object.values(answers).every(({ isPossible }) => isPossible)).toBe(true);
    expect(privacy).toMatchObject({ isPossible: false, because: "registrar" });
    expect(answers.renew).toMatchObject({
      note: "For 1 to 7 years.",
      rules: [{ source: "ICANN registry agreements", confidence: "high" }, {}],
    });
  });

  test("is nothing that a read-only account would change, and whose setting it is", async () => {
    const answers = await ask("closed.com");
    expect(answers.nameservers).toMatchObject({ isPossible: false, because: "account" });
    expect(answers.renew).toMatchObject({ isPossible: false, because: "account" });
  });

  test("follows the registry's rules with their sources, by the longest ending", async () => {
    const { ending } = await readCapabilities(staff, "firma.com.ro");
    expect(ending).toBe("ro");
    const answers = await ask("firma.com.ro");
    expect(answers.lock).toMatchObject({
      isPossible: false,
      because: "tld",
      reason: "The registry of .ro has no transfer lock.",
      rules: [{ text: "The registry has no transfer lock", confidence: "high" }],
    });
    expect(answers.auth_code).toMatchObject({ isPossible: false, because: "registrar" });
    expect(answers.transfer?.note).toMatch(/^The auth code is got elsewhere\./);
  });

  test("follows how the name stands today", async () => {
    expect((await ask("young.com")).transfer).toMatchObject({
      isPossible: false,
      because: "tld",
      reason: expect.stringMatching(/until 2 Mar 2026/),
    });
    expect((await ask("gone.com")).renew).toMatchObject({ isPossible: false, because: "domain" });
  });
});

test("an account that cannot be opened is told without saying why to those who cannot mend it", async () => {
  const message = "Key 3 is not in CREDENTIAL_KEYS.";
  const open = () => ({
    ok: false as const,
    error: { code: "auth_failed" as const, effect: "none" as const, message },
  });
  const answers = await ask("free.com", { ...customer, registrars: { open } });
  expect(answers.renew).toMatchObject({ isPossible: false, because: "account" });
  expect(JSON.stringify(answers)).not.toContain("CREDENTIAL_KEYS");
});

test("the registrar's own site is named to those who may have a login there", async () => {
  expect((await readCapabilities(staff, "free.com")).panel).toEqual({
    name: "Gandi",
    url: "https://admin.gandi.net/",
  });
  expect((await readCapabilities(customer, "free.com")).panel).toBeNull();
});

test("another partner's name does not exist, nor does one that nobody has", async () => {
  for (const name of ["free.com", "nobody.com"])
    await expect(readCapabilities(stranger, name)).rejects.toMatchObject({ code: "not_found" });
  await expect(readCapabilities(staff, "not a name.com")).rejects.toMatchObject({
    code: "invalid_input",
  });
});
