import { expect, test } from "vitest";
import { HostName } from "@/server/names/domain-name";
import type { Contact, RegistrarGateway, Registration } from "../gateway";
import { gatewayFor } from "../registry";
import {
  ANA,
  type Asked,
  AUTH_CODE,
  json,
  name,
  PASSWORD,
  rotld,
  says,
  telling,
} from "./loopback.cases";
import { CNP, CONTACT, done, INFO, refused } from "./transcripts.cases";

const EXPIRES = "2027-07-05T08:20:31.000Z";
const paid = {
  name,
  idempotencyKey: "k",
  periodYears: 2,
  expectedPriceMinor: 1200,
  currency: "EUR",
};
const hosts = ["ns1.example.net", "ns2.example.net"].map((host) => HostName.parse(host));
const order: Registration = { ...paid, contacts: { registrant: ANA }, nameservers: hosts };
const commandsOf = (seen: readonly Asked[]) => seen.map(({ command }) => command);

const GOOD = {
  "check-availability": done({ status: "Available" }),
  "contact-create": done({ cid: "C700001" }),
  "domain-register": done({ domain: name, registrant_id: "C700001" }),
  "domain-reset-ns": done([]),
  "domain-info": done(INFO),
  "domain-renew": done({ expiration_date: "2029-07-04 11:20:31" }),
  "domain-transfer": done({}),
  "contact-info": done(CONTACT),
  "contact-update": done(null),
};

test("a registration asks, makes the holder, registers and delegates, in this order and these bytes", async () => {
  const { gateway, seen } = await rotld(telling(GOOD));
  expect(await gateway.register(order)).toEqual({
    ok: true,
    value: { outcome: "confirmed", reference: "C700001" },
  });
  expect(seen.map(({ body }) => body)).toEqual([
    "command=check-availability&domain=exemplu-test.ro&format=json&lang=en",
    "command=contact-create&name=Ana+Popescu&address1=Strada+Lipscani+12&city=Bucure%C8%99ti&state_province=Bucure%C8%99ti&postal_code=030167&country_code=RO&phone=%2B40.727636787&email=ana%40example.com&cnp_fiscal_code=1800101123450&person_type=p&format=json&lang=en",
    "command=domain-register&domain=exemplu-test.ro&domain_period=2&c_registrant=C700001&reservation=0&format=json&lang=en",
    "command=domain-reset-ns&domain=exemplu-test.ro&nameservers=ns1.example.net%2Cns2.example.net&format=json&lang=en",
  ]);
});

test("without nameservers the delegation is left alone", async () => {
  const { gateway, seen } = await rotld(telling(GOOD));
  expect(await gateway.register({ ...order, nameservers: [] })).toMatchObject({ ok: true });
  expect(commandsOf(seen)).not.toContain("domain-reset-ns");
});

test("a company is sent with its code and its number in the trade register", async () => {
  const registrant: Contact = {
    ...ANA,
    kind: "company",
    organisation: "Brutăria  Soarelui SRL",
    fiscalCode: "RO11198699",
    registrationNumber: "J40/1234/2015",
  };
  const { gateway, seen } = await rotld(telling(GOOD));
  await gateway.register({ ...order, contacts: { registrant, admin: ANA } });
  const sent = new URLSearchParams(seen[1]?.body);
  expect(Object.fromEntries(sent)).toMatchObject({
    name: "Brutăria Soarelui SRL",
    person_type: "c",
    cnp_fiscal_code: "RO11198699",
    registration_number: "J40/1234/2015",
  });
  expect(seen.filter(({ command }) => command === "contact-create")).toHaveLength(1);
});

test.each([
  ["association", "nc"],
  ["public_body", "pi"],
] as const)("the kind %s is sent as %s", async (kind, sent) => {
  const registrant: Contact = { ...ANA, kind, organisation: "Casa", fiscalCode: "11198699" };
  const { gateway, seen } = await rotld(telling(GOOD));
  expect(await gateway.register({ ...order, contacts: { registrant } })).toMatchObject({
    ok: true,
  });
  expect(seen[1]?.body).toContain(`&person_type=${sent}&`);
});

test("a foreigner needs no Romanian numbers, and what is given goes along", async () => {
  const { fiscalCode: _none, ...abroad } = { ...ANA, countryCode: "DE" };
  for (const registrant of [abroad, { ...abroad, fiscalCode: "DE-12345" }]) {
    const { gateway } = await rotld(telling(GOOD));
    expect(await gateway.register({ ...order, contacts: { registrant } })).toMatchObject({
      ok: true,
    });
  }
});

const company = { kind: "company", organisation: "Casa SRL", fiscalCode: "11198699" } as const;

test.each<[string, Partial<Contact> | null, string | undefined]>([
  ["no holder", null, undefined],
  ["a name of one letter", { givenName: "A", familyName: "" }, "name"],
  ["a company without a name", { ...company, organisation: "" }, "name"],
  ["letters the registry does not store", { givenName: "Анна" }, "name"],
  ["no street", { street: " " }, "address1"],
  ["a street too long", { street: "x".repeat(129) }, "address1"],
  ["a city too long", { city: "x".repeat(41) }, "city"],
  ["no county", { state: "" }, "state_province"],
  ["a country in words", { countryCode: "Romania" }, "country_code"],
  ["a phone number without a dot", { phone: "+40727636787" }, "phone"],
  ["a phone number too short", { phone: "+40.123456" }, "phone"],
  ["an e-mail address with a space", { email: "ana @example.com" }, "email"],
  ["an e-mail address too long", { email: `${"x".repeat(120)}@example.com` }, "email"],
  ["no personal number", { fiscalCode: "" }, "cnp_fiscal_code"],
  ["a personal number with a typing error", { fiscalCode: "1800101123456" }, "cnp_fiscal_code"],
  ["a company with a personal number", { ...company, fiscalCode: CNP }, "cnp_fiscal_code"],
  [
    "a company code too short for the registry",
    { ...company, fiscalCode: "19" },
    "cnp_fiscal_code",
  ],
  ["a company without a register number", company, "registration_number"],
  ["a wrong register number", { ...company, registrationNumber: "J40-1" }, "registration_number"],
  ["a short foreign number", { countryCode: "DE", fiscalCode: "1234" }, "cnp_fiscal_code"],
])("%s is told with its field, and nothing is made", async (_what, change, field) => {
  const contacts = change ? { registrant: { ...ANA, ...change } } : {};
  const { gateway, seen } = await rotld(telling(GOOD));
  const answer = await gateway.register({ ...order, contacts });
  const failure = { code: "invalid_registrant", effect: "none", ...(field ? { field } : {}) };
  expect(answer).toMatchObject({ error: failure });
  for (const number of [change?.fiscalCode, CNP])
    if (number) expect(JSON.stringify(answer)).not.toContain(number);
  expect(commandsOf(seen)).toEqual(["check-availability"]);
});

test.each<[string, Partial<Registration>, string]>([
  ["no year", { periodYears: 0 }, "invalid_request"],
  ["half a year", { periodYears: 1.5 }, "invalid_request"],
  ["eleven years", { periodYears: 11 }, "invalid_request"],
  [
    "seven nameservers",
    { nameservers: Array.from({ length: 7 }, (_, n) => HostName.parse(`ns${n}.example.net`)) },
    "invalid_nameservers",
  ],
  ["a nameserver twice", { nameservers: [...hosts, ...hosts] }, "invalid_nameservers"],
  [
    "a nameserver inside the new name",
    { nameservers: [HostName.parse("ns1.exemplu-test.ro")] },
    "invalid_nameservers",
  ],
])("a registration with %s is refused before anybody is asked", async (_what, change, code) => {
  const { gateway, seen } = await rotld(telling(GOOD));
  const answer = await gateway.register({ ...order, ...change });
  expect(answer).toMatchObject({ error: { code, effect: "none" } });
  expect(seen).toEqual([]);
});

test.each([
  ["Not Available", "domain_taken"],
  ["Not Allowed", "not_eligible"],
])("a name that is %s is not ordered", async (status, code) => {
  const { gateway, seen } = await rotld(
    telling({ ...GOOD, "check-availability": done({ status }) }),
  );
  expect(await gateway.register(order)).toMatchObject({ error: { code, effect: "none" } });
  expect(commandsOf(seen)).toEqual(["check-availability"]);
});

type Step = readonly [step: string, code: string, effect: string];

/** Which command fails, and what that makes of the registration. */
const STEPS: readonly Step[] = [
  ["check-availability", "server_error", "none"],
  ["contact-create", "server_error", "none"],
  ["domain-register", "server_error", "unknown"],
  ["domain-reset-ns", "server_error", "unknown"],
];

test.each(
  STEPS,
)("a registration whose %s is answered 500 has effect %s %s", async (step, code, effect) => {
  const { gateway, seen } = await rotld((response, asked, all) =>
    asked.command === step
      ? says(500, "<html>")(response, asked, all)
      : telling(GOOD)(response, asked, all),
  );
  expect(await gateway.register(order)).toMatchObject({ error: { code, effect } });
  expect(commandsOf(seen).filter((command) => command === step)).toHaveLength(1);
  expect(commandsOf(seen).at(-1)).toBe(step);
});

test("a contact whose number is not one registers nothing", async () => {
  for (const cid of [undefined, "614082", "C1&domain=x"]) {
    const { gateway, seen } = await rotld(telling({ ...GOOD, "contact-create": done({ cid }) }));
    expect(await gateway.register(order)).toMatchObject({
      error: { code: "malformed_answer", effect: "none" },
    });
    expect(commandsOf(seen)).not.toContain("domain-register");
  }
});

test("a name that is registered without its nameservers says so, and is to be read", async () => {
  const told = { ...GOOD, "domain-reset-ns": refused("10502", "ns1 is not registered") };
  const { gateway } = await rotld(telling(told));
  expect(await gateway.register(order)).toMatchObject({
    error: {
      code: "invalid_nameservers",
      effect: "unknown",
      message: expect.stringMatching(/^The name is registered, but its nameservers are not set\./),
    },
  });
});

test("a renewal reads the expiry first and then sends years", async () => {
  const { gateway, seen } = await rotld(telling(GOOD));
  expect(await gateway.renew({ ...paid, currentExpiresAt: EXPIRES })).toEqual({
    ok: true,
    value: { outcome: "confirmed" },
  });
  expect(seen.map(({ body }) => body)).toEqual([
    "command=domain-info&domain=exemplu-test.ro&format=json&lang=en",
    "command=domain-renew&domain=exemplu-test.ro&domain_period=2&format=json&lang=en",
  ]);
});

test.each([
  ["a name renewed already", INFO, "2026-07-05T08:20:31.000Z"],
  ["a name that expires sooner than believed", INFO, "2028-07-04T08:20:31.000Z"],
  ["no expiry told", { ...INFO, expiration_date: null }, EXPIRES],
  ["an expiry of ours that cannot be read", INFO, "soon"],
])("%s is not renewed", async (_what, info, currentExpiresAt) => {
  const { gateway, seen } = await rotld(telling({ ...GOOD, "domain-info": done(info) }));
  expect(await gateway.renew({ ...paid, currentExpiresAt })).toMatchObject({
    error: { code: "conflict", effect: "none" },
  });
  expect(commandsOf(seen)).toEqual(["domain-info"]);
});

test("an expiry known to the day is the same expiry", async () => {
  const { gateway } = await rotld(telling(GOOD));
  const currentExpiresAt = "2027-07-05T00:00:00.000Z";
  expect(await gateway.renew({ ...paid, currentExpiresAt })).toMatchObject({ ok: true });
});

test("a transfer is asked for and no more; its key is never told back", async () => {
  const { gateway, seen } = await rotld(telling(GOOD));
  const request = { ...paid, authCode: AUTH_CODE, contacts: {} };
  expect(await gateway.transferIn(request)).toEqual({ ok: true, value: { outcome: "accepted" } });
  expect(seen.map(({ body }) => body)).toEqual([
    `command=domain-transfer&domain=exemplu-test.ro&authorization_key=${AUTH_CODE}&format=json&lang=en`,
  ]);
  const told = { "domain-transfer": refused("40003", `Wrong key ${AUTH_CODE}`) };
  const echoing = await rotld(telling(told));
  const answer = await echoing.gateway.transferIn(request);
  expect(answer).toMatchObject({
    error: { code: "forbidden", effect: "none", message: expect.stringContaining("[secret]") },
  });
  expect(JSON.stringify(answer)).not.toContain(AUTH_CODE);
});

test("a transfer that cannot be as asked for is refused before anybody is asked", async () => {
  const { gateway, seen } = await rotld(telling(GOOD));
  const request = { ...paid, authCode: AUTH_CODE, contacts: {} };
  expect(await gateway.transferIn({ ...request, nameservers: hosts })).toMatchObject({
    error: { code: "invalid_nameservers", effect: "none" },
  });
  for (const authCode of ["", `${AUTH_CODE}#`, `${AUTH_CODE} x`]) {
    const answer = await gateway.transferIn({ ...request, authCode });
    expect(answer).toMatchObject({ error: { code: "invalid_request", effect: "none" } });
    expect(JSON.stringify(answer)).not.toContain(AUTH_CODE);
  }
  expect(seen).toEqual([]);
});

test("a transfer is complete when the name can be read, and under way until then", async () => {
  const here = await rotld(telling(GOOD));
  expect(await here.gateway.readTransferIn(name)).toEqual({
    ok: true,
    value: { name, state: "completed" },
  });
  const there = await rotld(telling({ "domain-info": refused("10002") }));
  expect(await there.gateway.readTransferIn(name)).toMatchObject({
    ok: true,
    value: { state: "in_progress" },
  });
  const gone = await rotld(telling({ "domain-info": refused("10001") }));
  expect(await gone.gateway.readTransferIn(name)).toMatchObject({
    error: { code: "domain_unknown" },
  });
});

test("nameservers are replaced as a list, and an empty one removes them", async () => {
  const { gateway, seen } = await rotld(telling(GOOD));
  const change = { name, idempotencyKey: "k" };
  const confirmed = { ok: true, value: { outcome: "confirmed" } };
  expect(await gateway.updateNameservers({ ...change, nameservers: hosts })).toEqual(confirmed);
  expect(await gateway.updateNameservers({ ...change, nameservers: [] })).toEqual(confirmed);
  expect(seen[1]?.body).toBe(
    "command=domain-reset-ns&domain=exemplu-test.ro&nameservers=&format=json&lang=en",
  );
  const seven = Array.from({ length: 7 }, (_, n) => HostName.parse(`ns${n}.example.net`));
  expect(await gateway.updateNameservers({ ...change, nameservers: seven })).toMatchObject({
    error: { code: "invalid_nameservers", effect: "none" },
  });
  expect(seen).toHaveLength(2);
});

test("the holder's address is changed without naming who the holder is", async () => {
  const { gateway, seen } = await rotld(telling(GOOD));
  const registrant = { ...ANA, street: "Calea Moșilor 88", givenName: "ANA" };
  const answer = await gateway.updateContacts({
    name,
    idempotencyKey: "k",
    contacts: { registrant },
  });
  expect(answer).toEqual({ ok: true, value: { outcome: "confirmed", reference: "C614082" } });
  expect(seen.map(({ body }) => body)).toEqual([
    "command=domain-info&domain=exemplu-test.ro&format=json&lang=en",
    "command=contact-info&cid=C614082&format=json&lang=en",
    "command=contact-update&cid=C614082&address1=Calea+Mo%C8%99ilor+88&city=Bucure%C8%99ti&state_province=Bucure%C8%99ti&postal_code=030167&country_code=RO&phone=%2B40.727636787&email=ana%40example.com&format=json&lang=en",
  ]);
  expect(JSON.stringify(seen)).not.toContain(CNP);
});

test.each<[string, Partial<Contact>]>([
  ["another name", { familyName: "Ionescu" }],
  ["another kind", { kind: "association", organisation: "Ana Popescu", fiscalCode: "11198699" }],
])("a holder of %s is a trade and is not sent", async (_what, change) => {
  const { gateway, seen } = await rotld(telling(GOOD));
  const contacts = { registrant: { ...ANA, ...change } };
  expect(await gateway.updateContacts({ name, idempotencyKey: "k", contacts })).toMatchObject({
    error: { code: "not_eligible", effect: "none", message: expect.stringContaining("trade") },
  });
  expect(commandsOf(seen)).not.toContain("contact-update");
});

test("contacts that the registry does not keep are refused", async () => {
  const { gateway, seen } = await rotld(telling(GOOD));
  const contacts = { admin: ANA, tech: ANA };
  expect(await gateway.updateContacts({ name, idempotencyKey: "k", contacts })).toMatchObject({
    error: { code: "unsupported", effect: "none" },
  });
  expect(seen).toEqual([]);
});

type Change = readonly [string, string, (gateway: RegistrarGateway) => Promise<unknown>];
const contacts = { registrant: ANA };
const CHANGES: readonly Change[] = [
  ["register", "domain-register", (to) => to.register({ ...order, nameservers: [] })],
  ["renew", "domain-renew", (to) => to.renew({ ...paid, currentExpiresAt: EXPIRES })],
  [
    "transfer",
    "domain-transfer",
    (to) => to.transferIn({ ...paid, authCode: AUTH_CODE, contacts: {} }),
  ],
  ["nameservers", "domain-reset-ns", (to) => to.updateNameservers({ ...order })],
  [
    "contacts",
    "contact-update",
    (to) => to.updateContacts({ name, idempotencyKey: "k", contacts }),
  ],
];

test.each(
  CHANGES,
)("%s: what is refused has no effect, what breaks off may have one, and nothing is sent again", async (_what, command, ask) => {
  const ends: readonly [effect: string, end: Parameters<typeof rotld>[0]][] = [
    ["none", says(200, refused("20001"))],
    ["none", says(403, "")],
    ["unknown", says(200, refused("60001"))],
    ["unknown", says(200, "")],
    ["unknown", says(502, "<html>")],
    ["unknown", says(200, "<html>", { "content-type": "text/html" })],
    [
      "unknown",
      (response) =>
        response
          .writeHead(200, { ...json, "content-length": "90" })
          .write("{", () => void response.socket?.destroy()),
    ],
    ["unknown", (response) => response.socket?.resetAndDestroy()],
  ];
  for (const [effect, end] of ends) {
    const { gateway, seen } = await rotld(
      (response, asked, all) =>
        (asked.command === command ? end : telling(GOOD))(response, asked, all),
      { retriesReads: true },
    );
    const answer = await ask(gateway);
    expect(answer).toMatchObject({ ok: false, error: { effect } });
    expect(commandsOf(seen).filter((one) => one === command)).toHaveLength(1);
    for (const secret of [CNP, AUTH_CODE]) expect(JSON.stringify(answer)).not.toContain(secret);
  }
});

test("a change that never left has no effect", async () => {
  const opened = gatewayFor({
    registrar: "rotld",
    endpoint: "simulator",
    credential: { registrarId: "RegID-7", password: PASSWORD },
    simulatorUrl: "http://127.0.0.1:1",
    mode: "demo",
  });
  if (!opened.ok) throw new Error(opened.error.message);
  expect(await opened.value.updateNameservers(order)).toMatchObject({
    error: { code: "unreachable", effect: "none" },
  });
});

test("a personal number that comes back in a refusal is blotted out", async () => {
  const told = { ...GOOD, "contact-create": refused("50129", `Invalid cnp_fiscal_code: ${CNP}`) };
  const { gateway } = await rotld(telling(told));
  const answer = await gateway.register(order);
  expect(answer).toMatchObject({ error: { code: "invalid_registrant", field: "cnp_fiscal_code" } });
  expect(JSON.stringify(answer)).not.toContain(CNP);
});
