import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DomainName } from "@/server/names/domain-name";
import { NORTHWIND as RESELLER } from "@/server/simulator/logicboxes/accounts";
import { NORTHWIND as ROTLD } from "@/server/simulator/rotld/accounts";
import { type RunningSimulator, startSimulator } from "@/server/simulator/simulator";
import type { Contact, RegistrarGateway, RegistrarKind } from "./gateway";
import { gatewayFor } from "./registry";

const ANA: Contact = {
  kind: "company",
  givenName: "Ana",
  familyName: "Pop",
  organisation: "Meadow SRL",
  email: "ana@meadow.example",
  phone: "+40.727636787",
  street: "Str. Exemplu 1",
  city: "Cluj-Napoca",
  postalCode: "400000",
  state: "Cluj",
  countryCode: "RO",
};
const SHOWN = {
  name: "Ana Pop",
  organisation: "Meadow SRL",
  email: "ana@meadow.example",
  phone: "+40.727636787",
  street: "Str. Exemplu 1",
  city: "Cluj-Napoca",
  postalCode: "400000",
  countryCode: "RO",
};

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ completionDelayMs: 0 });
});
afterAll(() => simulator.close());

function open(registrar: RegistrarKind, credential: Record<string, string>): RegistrarGateway {
  const opened = gatewayFor({
    registrar,
    endpoint: "simulator",
    credential,
    simulatorUrl: simulator.url,
    mode: "demo",
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

const { userId, key, customerId } = RESELLER;

test.each([
  ["gandi", { token: "sim-pat-northwind-main" }, "admin"],
  [
    "dynadot",
    { key: "sim-dynadot-bulk-key", secret: "sim-dynadot-bulk-secret", level: "bulk" },
    "tech",
  ],
  ["resellerclub", { userId, apiKey: key, customerId }, "admin"],
] as const)("%s shows the contact that was set, in its role alone", async (registrar, credential, role) => {
  const gateway = open(registrar, credential);
  const list = await gateway.listDomains({});
  const told = list.ok
    ? list.value.domains.find(
        ({ statuses = [] }) => !statuses.some((one) => one.startsWith("pending")),
      )
    : undefined;
  if (!told) throw new Error("the account holds no name");
  const before = await gateway.readContacts(told.name);
  const change = { name: told.name, idempotencyKey: "k" };
  expect(await gateway.updateContacts({ ...change, contacts: { [role]: ANA } })).toMatchObject({
    ok: true,
  });
  const after = await gateway.readContacts(told.name);
  expect(after).toMatchObject({ ok: true, value: { [role]: SHOWN } });
  if (before.ok && after.ok) expect(after.value.registrant).toEqual(before.value.registrant);
});

test("rotld shows the holder, whose number is never among what is told", async () => {
  const gateway = open("rotld", { registrarId: ROTLD.id, password: ROTLD.password ?? "" });
  const told = await gateway.readContacts(DomainName.parse("brutaria-soarelui.ro"));
  expect(told).toMatchObject({ ok: true, value: { registrant: { email: /.+@.+/ } } });
  expect(JSON.stringify(told)).not.toMatch(/\d{13}/);
  expect(await gateway.readContacts(DomainName.parse("nobody-has-this.ro"))).toMatchObject({
    ok: false,
  });
});

test.each([
  ["gandi", { token: "sim-pat-northwind-main" }, 1, 1],
  [
    "dynadot",
    { key: "sim-dynadot-bulk-key", secret: "sim-dynadot-bulk-secret", level: "bulk" },
    2,
    1,
  ],
  ["resellerclub", { userId, apiKey: key, customerId }, 1, 1],
  ["rotld", { registrarId: ROTLD.id, password: ROTLD.password ?? "" }, 2, 1],
] as const)("%s tells a name in full as it tells both alone, and asks for a contact once", async (registrar, credential, first, again) => {
  const gateway = open(registrar, credential);
  const list = await gateway.listDomains({});
  const name = list.ok ? list.value.domains[0]?.name : DomainName.parse("brutaria-soarelui.ro");
  if (!name) throw new Error("the account holds no name");
  const [domain, contacts] = [await gateway.readDomain(name), await gateway.readContacts(name)];
  if (!domain.ok || !contacts.ok) throw new Error("it could not be read");
  const whole = { domain: domain.value, contacts: contacts.value };
  const sent = async () => (await simulator.script.requests()).total;
  for (const calls of [first, again]) {
    const before = await sent();
    expect(await gateway.readInFull(name)).toEqual({ ok: true, value: { ...whole, calls } });
    expect((await sent()) - before).toBe(calls);
  }
  expect(await gateway.readInFull(DomainName.parse("nobody-has-this.ro"))).toMatchObject({
    ok: false,
  });
});
