import { expect, test } from "vitest";
import { DomainName, HostName } from "@/server/names/domain-name";
import { dynadot, KEY, saying } from "./loopback.cases";
import { CREATED, DONE, INFO, OWNER, success } from "./transcripts.cases";

const name = DomainName.parse("example.com");
const change = { name, idempotencyKey: "op-1" };
const hosts = ["ns1.example.net", "ns2.example.net"].map((host) => HostName.parse(host));
const V2 = "/dynadot/restful/v2";
const API3 = "/dynadot/api3.json";
const confirmed = { ok: true, value: { outcome: "confirmed" } };

test("the lock is set and lifted with one call each", async () => {
  const { gateway, seen } = await dynadot(saying({ "/domain_lock": success({}) }));
  expect(await gateway.setTransferLock({ ...change, locked: true })).toEqual(confirmed);
  expect(await gateway.setTransferLock({ ...change, locked: false })).toEqual(confirmed);
  expect(seen.map(({ line, body }) => [line, body])).toEqual([
    [`PUT ${V2}/domains/example.com/domain_lock`, '{"lock":true}'],
    [`PUT ${V2}/domains/example.com/domain_lock`, '{"lock":false}'],
  ]);
});

test("auto-renew is switched in Dynadot's words", async () => {
  const { gateway, seen } = await dynadot(saying({ "/renew_option": success({}, "200") }));
  expect(await gateway.setAutoRenew({ ...change, enabled: true })).toEqual(confirmed);
  expect(await gateway.setAutoRenew({ ...change, enabled: false })).toEqual(confirmed);
  expect(seen.map(({ line, body }) => [line, body])).toEqual([
    [`PUT ${V2}/domains/example.com/renew_option`, '{"renew_option":"auto"}'],
    [`PUT ${V2}/domains/example.com/renew_option`, '{"renew_option":"donot"}'],
  ]);
});

test("privacy is switched to full and off, with one call each", async () => {
  const { gateway, seen } = await dynadot(saying({ "/privacy": success({}, "200") }));
  expect(await gateway.setPrivacy({ ...change, enabled: true })).toEqual(confirmed);
  expect(await gateway.setPrivacy({ ...change, enabled: false })).toEqual(confirmed);
  expect(seen.map(({ line, body }) => [line, body])).toEqual([
    [`PUT ${V2}/domains/example.com/privacy`, '{"privacy_level":"full"}'],
    [`PUT ${V2}/domains/example.com/privacy`, '{"privacy_level":"off"}'],
  ]);
});

test("what is answered with 202 is accepted, not confirmed", async () => {
  const { gateway } = await dynadot(saying({ "/domain_lock": success({}, 202) }));
  expect(await gateway.setTransferLock({ ...change, locked: true })).toEqual({
    ok: true,
    value: { outcome: "accepted" },
  });
});

test("hosts are made known first, and one that is known already is no error", async () => {
  let first = true;
  const { gateway, seen } = await dynadot((one) => {
    if (!one.line.includes("api3")) return { body: success({}) };
    const known = {
      AddNsResponse: { ResponseCode: -1, Status: "error", Error: "it already exists" },
    };
    const body = first ? known : DONE;
    first = false;
    return { body };
  });
  expect(await gateway.updateNameservers({ ...change, nameservers: hosts })).toEqual(confirmed);
  expect(seen.map(({ line, body }) => [line, body])).toEqual([
    [`GET ${API3}?command=add_ns&host=ns1.example.net&key=${KEY}`, ""],
    [`GET ${API3}?command=add_ns&host=ns2.example.net&key=${KEY}`, ""],
    [
      `PUT ${V2}/domains/example.com/nameservers`,
      '{"nameserver_list":["ns1.example.net","ns2.example.net"]}',
    ],
  ]);
});

test("a host that is refused, or a lost answer about one, leaves the delegation as it was", async () => {
  const refused = await dynadot(() => ({
    body: { AddNsResponse: { ResponseCode: "-1", Status: "error", Error: "no such host" } },
  }));
  expect(await refused.gateway.updateNameservers({ ...change, nameservers: hosts })).toMatchObject({
    error: { code: "invalid_nameservers", effect: "none" },
  });
  const silent = await dynadot(() => null, { readMs: 200 });
  expect(await silent.gateway.updateNameservers({ ...change, nameservers: hosts })).toMatchObject({
    error: { code: "timeout", effect: "none" },
  });
  expect([refused.seen.length, silent.seen.length]).toEqual([1, 1]);
});

test("a command of API3 that changes something is never sent twice, though it looks like a read", async () => {
  const { gateway, lines } = await dynadot(
    saying({ "/domains/example.com": success({ domain_info: INFO }), add_ns: DONE }),
    {
      retriesReads: true,
    },
  );
  expect(await gateway.readDomain(name)).toMatchObject({ ok: true });
  expect(lines()).toHaveLength(1);
  const failing = await dynadot(() => ({ status: 503, body: "" }), { retriesReads: true });
  await failing.gateway.updateNameservers({ ...change, nameservers: hosts });
  expect(failing.seen).toHaveLength(1);
  await failing.gateway.readDomain(name);
  expect(failing.seen).toHaveLength(4);
});

test("a contact whose creation is not answered leaves the name as it was", async () => {
  const { gateway } = await dynadot(
    saying({ "/domains/example.com": success({ domain_info: INFO }), create_contact: "<html>" }),
  );
  expect(await gateway.updateContacts({ ...change, contacts: { admin: OWNER } })).toMatchObject({
    error: { code: "malformed_answer", effect: "none" },
  });
});

test.each([0, 1, 14])("%i hosts are refused here, and nobody is called", async (count) => {
  const { gateway, seen } = await dynadot(() => null);
  const nameservers = Array.from({ length: count }, (_, at) =>
    HostName.parse(`ns${at}.example.net`),
  );
  expect(await gateway.updateNameservers({ ...change, nameservers })).toMatchObject({
    error: { code: "invalid_nameservers", effect: "none" },
  });
  expect(seen).toEqual([]);
});

const CONTACT =
  "organization=Harbour+Logistics&name=Jonas+Petrescu&email=owner%40harbour.example&phonenum=2079460000" +
  "&phonecc=44&address1=12+Ropewalk+Lane&city=London&zip=SE1+0AA&country=GB";

test("new contacts are created once each, and set together with those that stay", async () => {
  const { gateway, lines } = await dynadot(
    saying({
      "/domains/example.com": success({ domain_info: INFO }),
      create_contact: CREATED("700"),
      set_whois: { SetWhoisResponse: { ResponseCode: "0", Status: "success" } },
    }),
  );
  const contacts = { registrant: OWNER, tech: OWNER };
  expect(await gateway.updateContacts({ ...change, contacts })).toEqual({
    ok: true,
    value: { outcome: "accepted" },
  });
  expect(lines()).toEqual([
    `GET ${V2}/domains/example.com`,
    `GET ${API3}?command=create_contact&${CONTACT}&key=${KEY}`,
    `GET ${API3}?command=set_whois&domain=example.com&registrant_contact=700&admin_contact=263901` +
      `&technical_contact=700&billing_contact=263903&key=${KEY}`,
  ]);
  expect(lines().join()).not.toContain("canary-fiscal");
});

test.each([
  ["phone", { phone: "020 7946 0000" }],
  ["email", { email: "nobody" }],
  ["postalCode", { postalCode: "" }],
  ["countryCode", { countryCode: "gb" }],
])("a contact with a bad %s is refused with its field before anything changes", async (field, bad) => {
  const { gateway, lines } = await dynadot(
    saying({ "/domains/example.com": success({ domain_info: INFO }) }),
  );
  const contacts = { admin: { ...OWNER, ...bad } };
  const answer = await gateway.updateContacts({ ...change, contacts });
  expect(answer).toMatchObject({
    error: { code: "invalid_registrant", effect: "none", field: `admin.${field}` },
  });
  expect(lines()).toHaveLength(1);
  expect(JSON.stringify(answer)).not.toMatch(/canary|Ropewalk/);
});

test("contacts that are not all told are not emptied by guessing", async () => {
  const { gateway, lines } = await dynadot(
    saying({
      "/domains/example.com": success({ domain_info: { ...INFO, tech_contact_id: null } }),
    }),
  );
  expect(await gateway.updateContacts({ ...change, contacts: { admin: OWNER } })).toMatchObject({
    error: { code: "malformed_answer", effect: "none" },
  });
  expect(lines()).toHaveLength(1);
});

test.each([
  [{ SetWhoisResponse: { ResponseCode: -1, Status: "error", Error: "contact invalid" } }, "none"],
  [
    { SetWhoisResponse: { ResponseCode: "-1", Error: "problem with connection to main server" } },
    "unknown",
  ],
  [{ SetWhoisResponse: {} }, "unknown"],
  ["<html>", "unknown"],
])("setting contacts answered with %j has effect %s", async (body, effect) => {
  const { gateway } = await dynadot(
    saying({
      "/domains/example.com": success({ domain_info: INFO }),
      create_contact: CREATED("700"),
      set_whois: body,
    }),
  );
  expect(await gateway.updateContacts({ ...change, contacts: { admin: OWNER } })).toMatchObject({
    ok: false,
    error: { effect },
  });
});

test.each([
  [{ ResponseCode: 0, Status: "success" }, true],
  [{ ResponseCode: "0" }, true],
  [{ Status: "success" }, true],
  [{ ResponseCode: "-1", Error: "invalid key" }, false],
  [{ ResponseCode: -1, Status: "error", Error: "no" }, false],
  [{ ResponseCode: "3", Status: "price_check_success" }, false],
  [{ ResponseCode: 5, Status: "system_busy" }, false],
])("API3 succeeded with %j: %j", async (head, isGood) => {
  const content = { CreateContactContent: { ContactId: "9" } };
  const { gateway } = await dynadot(
    saying({
      "/domains/example.com": success({ domain_info: INFO }),
      create_contact: { CreateContactResponse: { ...head, ...content } },
      set_whois: { SetWhoisResponse: { ResponseCode: 0 } },
    }),
  );
  const answer = await gateway.updateContacts({ ...change, contacts: { admin: OWNER } });
  expect(answer.ok).toBe(isGood);
});

test("the transfer code is handed on, without asking for a new one or unlocking the name", async () => {
  const { gateway, lines } = await dynadot(
    saying({ "/transfer_auth_code": success({ auth_code: "x7Kp-canary" }) }),
  );
  expect(await gateway.readAuthCode(name)).toEqual({
    ok: true,
    value: { authCode: "x7Kp-canary" },
  });
  expect(lines()).toEqual([
    `GET ${V2}/domains/example.com/transfer_auth_code?new_code=false&unlock_domain_for_transfer=false`,
  ]);
});

test("a transfer code of a locked name, and one that is missing, are told as what they are", async () => {
  const locked = { code: 400, error: { description: "Please unlock your domain firstly." } };
  const refused = await dynadot(saying({ "/transfer_auth_code": locked }));
  expect(await refused.gateway.readAuthCode(name)).toMatchObject({
    error: { code: "domain_locked", effect: "none" },
  });
  const empty = await dynadot(saying({ "/transfer_auth_code": success({ auth_code: "" }) }));
  expect(await empty.gateway.readAuthCode(name)).toMatchObject({
    error: { code: "malformed_answer" },
  });
});

test("everything the port knows can be done at Dynadot, but for two things that are told why", async () => {
  const { gateway, lines } = await dynadot(() => null);
  const lacking = Object.entries(gateway.capabilities).flatMap(([what, flag]) =>
    flag.supported ? [] : [what],
  );
  expect(lacking).toEqual(["transfer_in_mail", "dnssec"]);
  const unsupported = { error: { code: "unsupported", message: expect.stringContaining("panel") } };
  const change = { name: DomainName.parse("example.com"), idempotencyKey: "k" };
  expect(await gateway.resendTransferMail(change)).toMatchObject(unsupported);
  expect(await gateway.deleteDs(change)).toMatchObject(unsupported);
  expect(lines()).toEqual([]);
});
