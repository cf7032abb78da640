import { expect, test } from "vitest";
import { DomainName, HostName } from "@/server/names/domain-name";
import { hostPolicy } from "@/server/outbound/host-policy";
import { gatewayFor } from "../registry";
import { ANA, json, name, PASSWORD, rotld, says, telling } from "./loopback.cases";
import { ROTLD_HOSTS } from "./open";
import { CNP, done, INFO, refused } from "./transcripts.cases";

test("a command is one POST of a form, and a challenge is answered with the same bytes", async () => {
  const { gateway, seen } = await rotld((response, { headers }) =>
    headers.authorization
      ? void response.writeHead(200, json).end(JSON.stringify(done({ status: "Available" })))
      : void response
          .writeHead(401, { "www-authenticate": 'Digest realm="r", nonce="n", qop="auth"' })
          .end("<html>"),
  );
  expect(await gateway.checkAvailability(name)).toMatchObject({ value: { state: "available" } });
  expect(seen).toHaveLength(2);
  for (const { line, body, headers } of seen) {
    expect(line).toBe("POST /rotld/");
    expect(body).toBe("command=check-availability&domain=exemplu-test.ro&format=json&lang=en");
    expect(headers).toMatchObject({
      accept: "application/json",
      "user-agent": "Namekeep",
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(body.length),
    });
    expect(JSON.stringify(headers)).not.toContain(PASSWORD);
  }
  expect(seen[1]?.headers.authorization).toMatch(
    /^Digest username="RegID-7", realm="r", nonce="n", uri="\/rotld\/", qop=auth, nc=00000001, cnonce="[0-9a-f]{32}", response="[0-9a-f]{32}"$/,
  );
});

test("a refused password says so, after one answer to the challenge", async () => {
  const challenge = { "www-authenticate": 'Digest realm="r", nonce="n", qop="auth"' };
  const { gateway, seen } = await rotld(says(401, "<html>", challenge));
  expect(await gateway.readDomain(name)).toMatchObject({
    error: { code: "auth_failed", effect: "none", status: 401 },
  });
  expect(seen).toHaveLength(2);
});

test("a name is told whole, its local times in UTC", async () => {
  const { gateway, seen } = await rotld(telling({ "domain-info": done(INFO) }));
  expect(await gateway.readDomain(name)).toEqual({
    ok: true,
    value: {
      name: "exemplu-test.ro",
      statuses: ["ok"],
      unknownStatuses: [],
      registeredAt: "2024-03-05T09:20:31.000Z",
      expiresAt: "2027-07-05T08:20:31.000Z",
      canLock: false,
      nameservers: ["ns1.example.net", "ns2.example.net"],
      dnssec: true,
    },
  });
  expect(seen.map(({ body }) => body)).toEqual([
    "command=domain-info&domain=exemplu-test.ro&format=json&lang=en",
  ]);
});

test("what is missing or null stays absent, what is empty stays empty", async () => {
  const sparse = { domain: "EXEMPLU-TEST.ro", statuses: null, deletion_date: "" };
  const { gateway } = await rotld(telling({ "domain-info": done(sparse) }));
  expect(await gateway.readDomain(name)).toEqual({ ok: true, value: { name, canLock: false } });
  const empty = { domain: name, statuses: [], nameservers: [], dsdata: [] };
  const other = await rotld(telling({ "domain-info": done(empty) }));
  expect(await other.gateway.readDomain(name)).toEqual({
    ok: true,
    value: {
      name,
      canLock: false,
      statuses: [],
      unknownStatuses: [],
      nameservers: [],
      dnssec: false,
    },
  });
});

test.each([
  ["OK", ["ok"], []],
  ["Hold", ["serverHold"], []],
  ["Reserved", [], ["Reserved"]],
  ["PendingDelete", ["pendingDelete"], []],
  ["RegistrantPendingTransfer", [], ["RegistrantPendingTransfer"]],
  ["Locked", [], ["Locked"]],
  ["DeleteProhibited", ["serverDeleteProhibited"], []],
  ["RenewProhibited", ["serverRenewProhibited"], []],
  ["TransferProhibited", ["serverTransferProhibited"], []],
  ["UpdateProhibited", ["serverUpdateProhibited"], []],
  ["RegistrantTransferProhibited", [], ["RegistrantTransferProhibited"]],
  ["SomethingNew", [], ["SomethingNew"]],
])("the status %s is never mapped to more than it says", async (word, statuses, unknownStatuses) => {
  const info = { ...INFO, statuses: [word] };
  const { gateway } = await rotld(telling({ "domain-info": done(info) }));
  expect(await gateway.readDomain(name)).toMatchObject({ value: { statuses, unknownStatuses } });
});

test("a deletion date says that the name is being deleted, also where no status does", async () => {
  const deletion_date = "2027-09-01 00:00:00";
  for (const statuses of [["OK"], ["PendingDelete"], null]) {
    const info = { ...INFO, statuses, deletion_date };
    const { gateway } = await rotld(telling({ "domain-info": done(info) }));
    expect(await gateway.readDomain(name)).toMatchObject({
      value: { statuses: ["pendingDelete"] },
    });
  }
});

test.each([
  ["another name", { ...INFO, domain: "altul.ro" }],
  ["no name", { ...INFO, domain: undefined }],
  ["hosts that are none", { ...INFO, nameservers: ["<script>"] }],
  ["a date with an offset", { ...INFO, expiration_date: "2027-07-05T11:20:31+03:00" }],
  ["a date that does not exist", { ...INFO, expiration_date: "2027-02-30 11:20:31" }],
  ["statuses that are no list", { ...INFO, statuses: "OK" }],
  ["a list", []],
  ["nothing", null],
])("details with %s are not believed", async (_what, info) => {
  const { gateway } = await rotld(telling({ "domain-info": done(info) }));
  expect(await gateway.readDomain(name)).toMatchObject({
    error: { code: "malformed_answer", effect: "none" },
  });
});

test.each([
  ["Available", "available"],
  ["Not Available", "taken"],
  ["Not Allowed", "reserved"],
  ["Perhaps", "unknown"],
  ["", "unknown"],
])("the word %j means %s", async (status, state) => {
  const { gateway } = await rotld(telling({ "check-availability": done({ status }) }));
  expect(await gateway.checkAvailability(name)).toEqual({
    ok: true,
    value: { name, state, evidence: status },
  });
});

test("many names are asked one by one, and the answers keep their order", async () => {
  const { gateway, seen } = await rotld((response, { body }) => {
    const asked = new URLSearchParams(body).get("domain") ?? "";
    const told = asked.startsWith("greu") ? refused("60001") : done({ status: "Available" });
    response.writeHead(200, json).end(JSON.stringify(told));
  });
  const names = ["a1.ro", "example.com", "greu.ro", "b2.com.ro", "com.ro"].map((one) =>
    DomainName.parse(one),
  );
  const answers = await gateway.checkAvailabilityOf(names);
  expect(answers.map((one) => `${one.name} ${one.state}`)).toEqual([
    "a1.ro available",
    "example.com unknown",
    "greu.ro unknown",
    "b2.com.ro available",
    "com.ro unknown",
  ]);
  expect(seen).toHaveLength(3);
});

test("once the password is refused, no further name is asked", async () => {
  const { gateway, seen } = await rotld(says(401, ""));
  const names = Array.from({ length: 40 }, (_, n) => DomainName.parse(`nume${n}.ro`));
  const answers = await gateway.checkAvailabilityOf(names);
  expect(answers.map(({ state }) => state)).toEqual(names.map(() => "unknown"));
  expect(seen.length).toBeLessThanOrEqual(4);
});

test.each([
  ["10001", "domain_unknown"],
  ["10014", "domain_unknown"],
  ["10002", "domain_unknown"],
  ["10004", "forbidden"],
  ["10008", "forbidden"],
  ["10011", "forbidden"],
  ["40001", "forbidden"],
  ["40003", "forbidden"],
  ["40004", "forbidden"],
  ["40404", "forbidden"],
  ["10009", "conflict"],
  ["10501", "invalid_nameservers"],
  ["10502", "invalid_nameservers"],
  ["50017", "invalid_nameservers"],
  ["50018", "invalid_nameservers"],
  ["10506", "not_eligible"],
  ["10508", "not_eligible"],
  ["10512", "not_eligible"],
  ["40002", "not_eligible"],
  ["20001", "insufficient_funds"],
  ["20002", "insufficient_funds"],
  ["50002", "invalid_request", "domain"],
  ["50006", "invalid_registrant", "cid"],
  ["50014", "invalid_request", "domain_password"],
  ["50102", "invalid_registrant", "name"],
  ["50106", "invalid_registrant", "phone"],
  ["50122", "invalid_registrant", "state_province"],
  ["50125", "invalid_registrant", "country_code"],
  ["50129", "invalid_registrant", "cnp_fiscal_code"],
  ["50137", "invalid_registrant", "person_type"],
  ["50999", "invalid_request"],
])("result %s under HTTP 200 is %s: a read has no effect, and neither has a refused write", async (code, expected, field = "") => {
  const { gateway, seen } = await rotld(says(200, refused(code, "Nu se\u0000 poate\r\n\u202e")));
  const failure = { code: expected, effect: "none", ...(field ? { field } : {}) };
  const read = await gateway.readDomain(name);
  expect(read).toMatchObject({ error: failure });
  expect(read).toMatchObject({
    error: { message: expect.stringContaining(`Nu se poate (${code})`) },
  });
  const nameservers = [HostName.parse("ns1.example.net")];
  const write = await gateway.updateNameservers({ name, nameservers, idempotencyKey: "k" });
  expect(write).toMatchObject({ error: failure });
  expect(seen).toHaveLength(2);
});

test.each([
  ["60001", "server_error"],
  ["60999", "server_error"],
  ["10999", "conflict"],
  ["20999", "insufficient_funds"],
  ["40999", "forbidden"],
  ["30000", "server_error"],
  ["00000", "server_error"],
  ["00201", "server_error"],
])("result %s, which refuses nothing clearly, leaves a write open", async (code, expected) => {
  const { gateway } = await rotld(says(200, refused(code)));
  expect(await gateway.readDomain(name)).toMatchObject({
    error: { code: expected, effect: "none" },
  });
  const write = await gateway.updateNameservers({ name, nameservers: [], idempotencyKey: "k" });
  expect(write).toMatchObject({ error: { code: expected, effect: "unknown" } });
});

test.each([
  ["done and refused at once", { ...done(), error: 1 }],
  ["refused and done at once", { ...refused("10001"), error: 0 }],
  ["a result code that lost its zeros", { ...done(), result_code: 200 }],
  ["a result code of another length", { ...done(), result_code: "200" }],
  ["no result code", { error: 0, data: {} }],
  ["a list", []],
])("%s is not believed, whatever it was about", async (_what, body) => {
  const { gateway } = await rotld(says(200, body));
  const failure = { code: "malformed_answer", effect: "none" };
  expect(await gateway.checkAvailability(name)).toMatchObject({ error: failure });
  const write = await gateway.updateNameservers({ name, nameservers: [], idempotencyKey: "k" });
  expect(write).toMatchObject({ error: { ...failure, effect: "unknown" } });
});

test.each([
  ["0", "1"],
  [false, true],
  [null, undefined],
  [0, 1],
])("the error flag may come as %j and %j", async (good, bad) => {
  const fine = await rotld(says(200, { ...done({ status: "Available" }), error: good }));
  expect(await fine.gateway.checkAvailability(name)).toMatchObject({ ok: true });
  const wrong = await rotld(says(200, { ...refused("10001"), error: bad }));
  expect(await wrong.gateway.checkAvailability(name)).toMatchObject({
    error: { code: "domain_unknown" },
  });
});

test.each([
  ["breaks off", 'Digest realm="r", nonce="n", qop="auth"', true, "unreachable"],
  ["cannot be read", 'Digest realm="r", nonce="n', false, "malformed_answer"],
])("a challenge that %s says nothing of the password, and nothing was done", async (_what, challenge, isCut, code) => {
  const { gateway } = await rotld((response) => {
    const length = isCut ? { "content-length": "1000" } : {};
    response.writeHead(401, { "www-authenticate": challenge, ...length });
    if (!isCut) return void response.end();
    response.write("<html>");
    setImmediate(() => response.socket?.resetAndDestroy());
  });
  expect(await gateway.readDomain(name)).toMatchObject({ error: { code, effect: "none" } });
  const change = { name, nameservers: [], idempotencyKey: "k" };
  expect(await gateway.updateNameservers(change)).toMatchObject({
    error: { code, effect: "none" },
  });
});

test("JSON is read under any media type, as none is documented", async () => {
  const body = done({ status: "Available" });
  const { gateway } = await rotld(says(200, body, { "content-type": "text/html" }));
  expect(await gateway.checkAvailability(name)).toMatchObject({ value: { state: "available" } });
});

test.each([
  ["an HTML page for a 500", 500, "<h1>Eroare</h1>", "server_error", "unknown"],
  ["a 503", 503, "", "server_error", "unknown"],
  ["a 404", 404, "<h1>404</h1>", "server_error", "unknown"],
  ["a closed door", 403, "<h1>403</h1>", "forbidden", "none"],
  ["a 401 without a challenge", 401, "", "auth_failed", "none"],
  ["a rate limit", 429, "", "rate_limited", "none"],
  ["a redirect", 307, "", "malformed_answer", "unknown"],
  ["an empty body", 200, "", "malformed_answer", "unknown"],
  ["HTML with a good status", 200, "<html></html>", "malformed_answer", "unknown"],
  ["truncated JSON", 200, '{"error":0,"result_code":"00200","da', "malformed_answer", "unknown"],
  ["JSON that is no envelope", 200, '"00200"', "malformed_answer", "unknown"],
  ["too much", 200, `{"x":"${"x".repeat(6_000_000)}"}`, "malformed_answer", "unknown"],
])("%s is an error of its own kind, told after one call", async (_what, status, body, code, effect) => {
  const { gateway, seen } = await rotld(says(status, body, { ...json, location: "/elsewhere" }));
  expect(await gateway.readDomain(name)).toMatchObject({ error: { code, effect: "none" } });
  const write = await gateway.updateNameservers({ name, nameservers: [], idempotencyKey: "k" });
  expect(write).toMatchObject({ error: { code, effect } });
  expect(seen).toHaveLength(2);
  expect(JSON.stringify(write)).not.toContain(PASSWORD);
});

test("a read that fails in passing is tried again, although it is a POST", async () => {
  const { gateway, seen } = await rotld(
    (response, asked, all) =>
      (all.length < 3 ? says(503, "") : telling({ "domain-info": done(INFO) }))(
        response,
        asked,
        all,
      ),
    { retriesReads: true },
  );
  expect(await gateway.readDomain(name)).toMatchObject({ ok: true });
  expect(seen).toHaveLength(3);
});

test("silence and a broken connection leave a write open", async () => {
  const silent = await rotld(() => undefined, { patienceMs: 400 });
  expect(await silent.gateway.readDomain(name)).toMatchObject({
    error: { code: "timeout", effect: "none" },
  });
  const change = { name, nameservers: [], idempotencyKey: "k" };
  expect(await silent.gateway.updateNameservers(change)).toMatchObject({
    error: { code: "timeout", effect: "unknown" },
  });
  const broken = await rotld((response) => response.socket?.resetAndDestroy());
  expect(await broken.gateway.updateNameservers(change)).toMatchObject({
    error: { code: "unreachable", effect: "unknown" },
  });
});

test("what ROTLD has no command for is refused with what to do, and nobody is called", async () => {
  const { gateway, seen } = await rotld(says(500, ""));
  const change = { name, idempotencyKey: "k" };
  const answers = [
    ["list", await gateway.listDomains({})],
    ["prices", await gateway.readPrices({ name, actions: ["renew"], currency: "EUR" })],
    ["lock", await gateway.setTransferLock({ ...change, locked: true })],
    ["auto_renew", await gateway.setAutoRenew({ ...change, enabled: true })],
    ["auth_code", await gateway.readAuthCode(name)],
  ] as const;
  for (const [capability, answer] of answers) {
    const flag = gateway.capabilities[capability];
    const reason = flag.supported ? "" : flag.reason;
    expect(answer).toEqual({
      ok: false,
      error: { code: "unsupported", effect: "none", message: reason },
    });
  }
  const supported = Object.entries(gateway.capabilities).filter(([, flag]) => flag.supported);
  expect(supported.map(([capability]) => capability)).toEqual([
    "info",
    "availability",
    "register",
    "renew",
    "transfer_in",
    "nameservers",
    "contacts",
    "hosts",
    "dnssec",
  ]);
  expect(gateway.capabilities.list).toMatchObject({ reason: expect.stringContaining("Import") });
  expect(seen).toEqual([]);
});

test.each([
  "example.com",
  "com.ro",
  "www.exemplu.ro",
  "a.b.com.ro",
  "ro.example.net",
])("%s is no name of this registry and is never asked about", async (other) => {
  const { gateway, seen } = await rotld(says(500, ""));
  const foreign = DomainName.parse(other);
  const refusal = { error: { code: "invalid_request", effect: "none", field: "domain" } };
  const paid = {
    name: foreign,
    idempotencyKey: "k",
    periodYears: 1,
    expectedPriceMinor: 0,
    currency: "EUR",
  };
  const contacts = { registrant: ANA };
  expect(await gateway.readDomain(foreign)).toMatchObject(refusal);
  expect(await gateway.checkAvailability(foreign)).toMatchObject(refusal);
  expect(await gateway.register({ ...paid, contacts, nameservers: [] })).toMatchObject(refusal);
  expect(await gateway.renew({ ...paid, currentExpiresAt: "2027-01-01T00:00:00Z" })).toMatchObject(
    refusal,
  );
  expect(await gateway.transferIn({ ...paid, authCode: "abc", contacts })).toMatchObject(refusal);
  expect(await gateway.readTransferIn(foreign)).toMatchObject(refusal);
  expect(
    await gateway.updateContacts({ name: foreign, idempotencyKey: "k", contacts }),
  ).toMatchObject(refusal);
  expect(seen).toEqual([]);
});

test("a personal number that comes back in an answer is dropped or blotted out", async () => {
  const { gateway } = await rotld(
    telling({ "domain-info": done({ ...INFO, cnp_fiscal_code: CNP }) }),
  );
  expect(JSON.stringify(await gateway.readDomain(name))).not.toContain(CNP);
});

test("only the registry's own hosts on their own port are called", () => {
  const policy = hostPolicy({ hosts: Object.values(ROTLD_HOSTS), mode: "production" });
  for (const good of ["https://rest2.rotld.ro:6080/", "https://rest2-test.rotld.ro:6080/"])
    expect(policy.check(good).ok).toBe(true);
  for (const bad of [
    "http://rest2.rotld.ro:6080/",
    "https://rest2.rotld.ro/",
    "https://rest2.rotld.ro:6090/",
    "https://registrar2-test.rotld.ro:6080/",
    "https://x.rest2.rotld.ro:6080/",
    "https://rest2.rotld.ro.example:6080/",
  ])
    expect(policy.check(bad).ok).toBe(false);
});

test.each([
  ["no password", { registrarId: "RegID-7" }],
  ["a name with a colon", { registrarId: "Reg:7", password: PASSWORD }],
  ["a name with a quote", { registrarId: 'Reg"7', password: PASSWORD }],
  ["a name with a backslash", { registrarId: "Reg\\7", password: PASSWORD }],
  ["a password with a line break", { registrarId: "RegID-7", password: `${PASSWORD}\nx` }],
])("%s cannot be a credential", (_what, credential) => {
  const opened = gatewayFor({
    registrar: "rotld",
    endpoint: "production",
    credential,
    simulatorUrl: null,
    mode: "production",
  });
  expect(opened).toMatchObject({ ok: false, error: { code: "auth_failed", effect: "none" } });
  expect(JSON.stringify(opened)).not.toContain(PASSWORD);
});
