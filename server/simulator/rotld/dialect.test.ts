import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { digestAuthorization, digestClient } from "../../outbound/digest";
import { digestChallengeIn } from "../../outbound/digest-challenge";
import { hostPolicy } from "../../outbound/host-policy";
import { type RunningSimulator, startSimulator } from "../simulator";
import { CARPATI, DUNAREA, NORTHWIND, type RotldRegistrar } from "./accounts";
import { authorizationKeyOf } from "./world";

const DAY_MS = 86_400_000;
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const ANA = {
  name: "Ana Popescu",
  address1: "Strada Lipscani 12",
  city: "București",
  state_province: "București",
  country_code: "RO",
  phone: "+40.727636787",
  email: "ana@example.com",
  person_type: "p",
  cnp_fiscal_code: "1283777778234",
};

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

type Told = { error: number; result_code: string; result_message: string; data: unknown };
type Fields = Readonly<Record<string, string>>;

/** Speaks for one registrar through the real digest. */
function speaking({ id, password }: RotldRegistrar, url = simulator.url) {
  const client = digestClient(
    {
      baseUrl: `${url}/rotld`,
      policy: hostPolicy({ hosts: [], simulatorOrigin: url, mode: "demo" }),
    },
    { username: id, password: password ?? "" },
  );
  return async (command: string, fields: Fields = {}): Promise<Told> => {
    const form = Object.entries({ command, ...fields });
    const answer = await client.send({ method: "POST", path: "/", form, answer: z.unknown() });
    if (!answer.ok) throw new Error(answer.error.detail);
    return answer.value.body as Told;
  };
}

const codeOf = async (told: Promise<Told>) => (await told).result_code;
const dataOf = async (told: Promise<Told>) => (await told).data as Record<string, string>;

test("the envelope has a flag, a code of five digits, a message and data", async () => {
  const ask = speaking(NORTHWIND);
  expect(await ask("check-availability", { domain: "exemplu-nou.ro", format: "json" })).toEqual({
    error: 0,
    result_code: "00200",
    result_message: "Command completed successfully",
    data: { status: "Available" },
  });
  expect(await ask("domain-info", { domain: "nimic.ro", lang: "ro" })).toEqual({
    error: 1,
    result_code: "10001",
    result_message: "Domeniul nu a fost găsit",
    data: {},
  });
});

test("without an answer to its challenge a request reaches nothing", async () => {
  const body = "command=hello";
  const bare = await fetch(`${simulator.url}/rotld/`, { method: "POST", headers: FORM, body });
  expect(bare.status).toBe(401);
  expect(bare.headers.get("www-authenticate")).toMatch(
    /^Digest realm="ROTLD REST", qop="auth", nonce="[0-9a-f]{32}", opaque="[0-9a-f]{32}"$/,
  );
  for (const scheme of [
    "Basic c2ltOnNpbQ==",
    "Bearer sim",
    'Digest username="sim-reg-northwind"',
  ]) {
    const headers = { ...FORM, authorization: scheme };
    const told = await fetch(`${simulator.url}/rotld/`, { method: "POST", headers, body });
    expect([told.status, told.headers.get("www-authenticate")?.includes("stale")]).toEqual([
      401,
      false,
    ]);
  }
  await expect(speaking(CARPATI)("hello")).rejects.toThrow("401");
});

test("an answer is good once: played again it is stale, and so is one after five minutes", async () => {
  const post = (authorization = "") =>
    fetch(`${simulator.url}/rotld/`, {
      method: "POST",
      headers: { ...FORM, ...(authorization ? { authorization } : {}) },
      body: "command=hello",
    });
  const seen: string[] = [];
  const header = (await post()).headers.get("www-authenticate") ?? "";
  const challenge = digestChallengeIn(header);
  if (!challenge) throw new Error("No challenge.");
  const credentials = { username: NORTHWIND.id, password: NORTHWIND.password ?? "" };
  const asked = { method: "POST", pathAndQuery: "/rotld/" };
  const answer = (count: number) =>
    digestAuthorization(challenge, credentials, asked, { count, cnonce: "abc" });
  seen.push(`${(await post(answer(1))).status}`, `${(await post(answer(2))).status}`);
  const replayed = await post(answer(2));
  seen.push(
    `${replayed.status} ${replayed.headers.get("www-authenticate")?.includes("stale=true")}`,
  );
  await simulator.script.advance(300_000);
  const late = await post(answer(3));
  seen.push(`${late.status} ${late.headers.get("www-authenticate")?.includes("stale=true")}`);
  expect(seen).toEqual(["200", "200", "401 true", "401 true"]);
});

test("only one address takes commands, only by POST, only as a form", async () => {
  const ask = speaking(NORTHWIND);
  expect(await codeOf(ask("no-such-command"))).toBe("50001");
  expect(await codeOf(ask("hello", { format: "xml" }))).toBe("50003");
  const { status } = await fetch(`${simulator.url}/rotld/`);
  expect(status).toBe(401);
});

test.each([
  ["name", "50102", { name: "A" }],
  ["phone", "50106", { phone: "+40727636787" }],
  ["country_code", "50125", { country_code: "Romania" }],
  ["state_province", "50122", { state_province: "" }],
  ["cnp_fiscal_code", "50129", { cnp_fiscal_code: "" }],
  ["person_type", "50137", { person_type: "x" }],
])("a contact with a wrong %s is refused with %s", async (_field, code, change) => {
  expect(await codeOf(speaking(NORTHWIND)("contact-create", { ...ANA, ...change }))).toBe(code);
});

test("of several wrong fields the first in the registry's order is told", async () => {
  const ask = speaking(NORTHWIND);
  const wrong: Record<string, string> = {};
  const order = [
    ["person_type", "50137"],
    ["cnp_fiscal_code", "50129"],
    ["state_province", "50122"],
    ["country_code", "50125"],
    ["phone", "50106"],
    ["name", "50102"],
  ] as const;
  for (const [field, code] of order) {
    wrong[field] = "";
    // Only a Romanian must give a number, so the country goes wrong by another word.
    if (field === "country_code") wrong[field] = "xx";
    expect(await codeOf(ask("contact-create", { ...ANA, ...wrong }))).toBe(code);
  }
});

test("a contact is made, told, moved and corrected by its own registrar alone", async () => {
  const [ask, other] = [speaking(NORTHWIND), speaking(DUNAREA)];
  const { cid = "" } = await dataOf(ask("contact-create", ANA));
  expect(cid).toMatch(/^C\d+$/);
  expect(await codeOf(ask("contact-update", { cid, city: "Cluj-Napoca", name: "Altul" }))).toBe(
    "00200",
  );
  expect(await codeOf(ask("contact-correct", { cid, person_type: "ap" }))).toBe("00200");
  expect(await dataOf(ask("contact-info", { cid }))).toMatchObject({
    registrant_id: cid,
    name: "Ana Popescu",
    city: "Cluj-Napoca",
    person_type: "ap",
  });
  for (const command of ["contact-info", "contact-update", "contact-correct"])
    expect(await codeOf(other(command, { cid }))).toBe("50006");
  expect(await codeOf(ask("contact-info", { cid: "C1" }))).toBe("50006");
});

test("a name is registered for years of 365 days to a contact that exists, and paid from the balance", async () => {
  const ask = speaking(NORTHWIND);
  const wanted = { domain: "exemplu-nou.ro", domain_period: "2" };
  expect(await codeOf(ask("domain-register", { ...wanted, c_registrant: "C1" }))).toBe("50006");
  const { cid = "" } = await dataOf(ask("contact-create", ANA));
  const order = { ...wanted, c_registrant: cid };
  for (const domain of ["exemplu", "exemplu.com", "a.b.ro", "-x.ro", "ex emplu.ro"])
    expect(await codeOf(ask("domain-register", { ...order, domain }))).toBe("50002");
  for (const domain_period of ["0", "11", "1.5", ""])
    expect(await codeOf(ask("domain-register", { ...order, domain_period }))).toBe("50031");
  expect(
    await codeOf(ask("domain-register", { ...order, domain_password: "invalidpassword" })),
  ).toBe("50014");
  const told = await dataOf(ask("domain-register", { ...order, domain_password: "G0odPasswd21#" }));
  expect(told).toMatchObject({ domain: "exemplu-nou.ro", registrant_id: cid });
  expect(told.expiration_date).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
  expect(await codeOf(ask("domain-register", order))).toBe("10009");
  expect(await dataOf(ask("check-balance"))).toEqual({ balance: "488.00" });
  expect(await simulator.script.ledger()).toHaveLength(13);
  expect(
    (await simulator.script.ledger()).filter(({ outcome }) => outcome === "accepted"),
  ).toMatchObject([{ action: "register", domain: "exemplu-nou.ro", priceMinor: 1200 }]);
});

test("a reservation is free until it is activated", async () => {
  const ask = speaking(NORTHWIND);
  const { cid = "" } = await dataOf(ask("contact-create", ANA));
  const order = { domain: "rezervat.ro", domain_period: "1", c_registrant: cid, reservation: "1" };
  expect(await codeOf(ask("domain-register", order))).toBe("00200");
  expect(await simulator.script.ledger()).toEqual([]);
  expect(await dataOf(ask("domain-info", order))).toMatchObject({ statuses: ["Reserved"] });
  expect(await codeOf(ask("domain-activate", order))).toBe("00200");
  expect(await codeOf(ask("domain-activate", order))).toBe("10506");
  expect(await dataOf(ask("domain-info", order))).toMatchObject({ statuses: ["OK"] });
  expect(await simulator.script.ledger()).toMatchObject([
    { action: "register", priceMinor: 600, outcome: "accepted" },
    { outcome: "refused" },
  ]);
});

test("hosts inside a name must be made before they are set", async () => {
  const [ask, other] = [speaking(NORTHWIND), speaking(DUNAREA)];
  const domain = "brutaria-soarelui.ro";
  const nameserver = `ns1.${domain}`;
  const set = () => codeOf(ask("domain-reset-ns", { domain, nameservers: nameserver }));
  expect(await set()).toBe("10502");
  expect(await codeOf(other("nameserver-create", { nameserver, ips: "192.0.2.1" }))).toBe("10002");
  for (const ips of ["", "192.0.2.1,192.0.2.2,192.0.2.3", "192.0.2.256"])
    expect(await codeOf(ask("nameserver-create", { nameserver, ips }))).toBe("50019");
  expect(await codeOf(ask("nameserver-create", { nameserver, ips: "192.0.2.1,2001:db8::1" }))).toBe(
    "00200",
  );
  expect(await codeOf(ask("nameserver-create", { nameserver, ips: "192.0.2.1" }))).toBe("10009");
  expect(await codeOf(ask("nameserver-update", { nameserver, ips: "192.0.2.9" }))).toBe("00200");
  expect(await dataOf(ask("nameserver-info", { nameserver }))).toEqual({
    nameserver,
    ips: ["192.0.2.9"],
  });
  expect(await set()).toBe("00200");
  expect(await codeOf(other("nameserver-delete", { nameserver }))).toBe("10014");
  expect(await codeOf(ask("nameserver-delete", { nameserver }))).toBe("00200");
  expect(await codeOf(ask("nameserver-info", { nameserver }))).toBe("10014");
});

test.each([
  ["seven hosts", Array.from({ length: 7 }, (_, n) => `ns${n}.example.net`).join(), "50017"],
  ["a host that is none", "ns1", "50018"],
  ["a host twice", "ns1.example.net,ns1.example.net", "10501"],
  ["no host", "", "00200"],
])("a delegation to %s is answered %s %s", async (_what, nameservers, code) => {
  const fields = { domain: "brutaria-soarelui.ro", nameservers };
  expect(await codeOf(speaking(NORTHWIND)("domain-reset-ns", fields))).toBe(code);
});

test("keys of DNSSEC come and go", async () => {
  const ask = speaking(NORTHWIND);
  const domain = "atelierul-anei.ro";
  const key = { domain, keytag: "12345", alg: "13", digest_type: "2", digest: "ab".repeat(32) };
  for (const wrong of [{ keytag: "65536" }, { alg: "4" }, { digest_type: "3" }, { digest: "ab" }])
    expect(await codeOf(ask("domain-dsdata-add", { ...key, ...wrong }))).toBe("50040");
  expect(await codeOf(ask("domain-dsdata-add", key))).toBe("00200");
  const { domain: _name, ...stored } = key;
  expect(await dataOf(ask("domain-info", { domain }))).toMatchObject({ dsdata: [stored] });
  expect(await codeOf(ask("domain-dsdata-remove", { domain }))).toBe("00200");
  expect(await dataOf(ask("domain-info", { domain }))).toMatchObject({ dsdata: [] });
});

test("a transfer ends in a message that waits until it is acknowledged", async () => {
  await simulator.script.settings({ completionDelayMs: DAY_MS });
  const ask = speaking(NORTHWIND);
  const domain = "muzeul-satului-nou.ro";
  const authorization_key = authorizationKeyOf(domain);
  expect(await dataOf(ask("domain-transfer", { domain, authorization_key }))).toEqual({});
  const poll = () => dataOf(ask("poll-fetch", { include_counter: "1" }));
  expect(await poll()).toEqual({ counter: 0 });
  expect(await codeOf(ask("domain-info", { domain }))).toBe("10002");
  await simulator.script.advance(DAY_MS);
  const { message_id = "", ...message } = await poll();
  expect(message).toEqual({ message_type: "domain-transfer-completed", domain, counter: 1 });
  expect(message_id).toMatch(/^msgbroker-\d+$/);
  expect(await poll()).toMatchObject({ message_id });
  expect(await codeOf(speaking(DUNAREA)("poll-ack", { message_id }))).toBe("10014");
  expect(await codeOf(ask("poll-ack", { message_id }))).toBe("00200");
  expect(await poll()).toEqual({ counter: 0 });
  expect(await codeOf(ask("domain-info", { domain }))).toBe("00200");
});

test("a trade brings a name to another holder once it is confirmed", async () => {
  await simulator.script.settings({ completionDelayMs: 0 });
  const ask = speaking(NORTHWIND);
  const domain = "cabana-din-nori.ro";
  const { cid = "" } = await dataOf(ask("contact-create", ANA));
  const order = {
    domain,
    authorization_key: authorizationKeyOf(domain),
    domain_period: "1",
    c_registrant: cid,
  };
  expect(await codeOf(ask("domain-trade", { ...order, authorization_key: "wrong" }))).toBe("40003");
  const { tid = "" } = await dataOf(ask("domain-trade", order));
  expect(await dataOf(ask("trade-info", { tid }))).toEqual({ tid, domain, status: "Pending" });
  expect(await codeOf(speaking(DUNAREA)("trade-confirm", { tid }))).toBe("10014");
  expect(await codeOf(ask("trade-confirm", { tid }))).toBe("00200");
  expect(await dataOf(ask("trade-info", { tid }))).toMatchObject({ status: "Confirmed" });
  expect(await dataOf(ask("domain-info", { domain }))).toMatchObject({ registrant_id: cid });
});

test("renewals are offered where ten years are not passed", async () => {
  const domains_list = "brutaria-soarelui.ro,acme-retail.ro,muzeul-satului-nou.ro";
  expect(
    await dataOf(speaking(NORTHWIND)("check-renewal-availability", { domains_list, period: "1" })),
  ).toEqual({
    "brutaria-soarelui.ro": "Available",
    "acme-retail.ro": "Not Available",
    "muzeul-satului-nou.ro": "Not Available",
  });
});

test("a name in deletion that is renewed is back", async () => {
  const ask = speaking(NORTHWIND);
  const domain = "moara-de-vant.ro";
  expect(await dataOf(ask("domain-info", { domain }))).toMatchObject({
    statuses: ["PendingDelete", "Hold"],
    deletion_date: expect.any(String),
  });
  expect(await codeOf(ask("domain-renew", { domain, domain_period: "1" }))).toBe("00200");
  expect(await dataOf(ask("domain-info", { domain }))).toMatchObject({
    statuses: ["OK"],
    deletion_date: null,
  });
});

test("a fault of the service is a page of HTML, and a script finds the name in the form", async () => {
  const action = { kind: "status", status: 500 } as const;
  await simulator.script.add({ match: { domain: "lumen-studio.ro" }, times: "always", action });
  const ask = speaking(NORTHWIND);
  expect(await codeOf(ask("domain-info", { domain: "brutaria-soarelui.ro" }))).toBe("00200");
  await expect(ask("domain-info", { domain: "lumen-studio.ro" })).rejects.toThrow("500");
});

test("what was bought, made and set is still there after a restart", async () => {
  const statePath = join(mkdtempSync(join(tmpdir(), "rotld-")), "state");
  const first = await startSimulator({ statePath });
  const ask = speaking(NORTHWIND, first.url);
  const { cid = "" } = await dataOf(ask("contact-create", ANA));
  const order = { domain: "exemplu-nou.ro", domain_period: "1", c_registrant: cid };
  await ask("domain-register", order);
  await ask("domain-reset-ns", { domain: order.domain, nameservers: "ns1.example.net" });
  const before = await ask("domain-info", order);
  const world = await ask("domain-info", { domain: "delta-turism.ro" });
  await first.close();
  const second = await startSimulator({ statePath });
  const again = speaking(NORTHWIND, second.url);
  expect(await again("domain-info", order)).toEqual(before);
  expect(await again("domain-info", { domain: "delta-turism.ro" })).toEqual(world);
  expect(await dataOf(again("check-balance"))).toEqual({ balance: "494.00" });
  await second.close();
});

test("a free change is written down once, although its first request is challenged", async () => {
  const ask = speaking(NORTHWIND);
  await ask("nameserver-create", { nameserver: "ns1.livada-verde.ro", ips: "192.0.2.1" });
  await ask("domain-info", { domain: "livada-verde.ro" });
  expect(await simulator.script.writes()).toMatchObject([
    {
      account: NORTHWIND.id,
      call: "POST /rotld/nameserver-create",
      isProcessed: true,
      status: 200,
    },
  ]);
});
