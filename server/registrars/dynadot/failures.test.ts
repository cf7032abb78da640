import { expect, test } from "vitest";
import { DomainName } from "@/server/names/domain-name";
import type { RegistrarGateway } from "../gateway";
import { dynadot, json, KEY, type Said, SECRET } from "./loopback.cases";
import { INFO, success, TOO_MANY } from "./transcripts.cases";

const name = DomainName.parse("example.com");
const lock = (gateway: RegistrarGateway) =>
  gateway.setTransferLock({ name, idempotencyKey: "op-1", locked: true });
const error = (code: number | string, description: string) => ({
  code,
  message: "Error",
  error: { description },
});

test.each([
  [400, "invalid_request"],
  [401, "auth_failed"],
  [402, "insufficient_funds"],
  [403, "forbidden"],
  [404, "domain_unknown"],
  [409, "conflict"],
  [429, "rate_limited"],
])("code %i is a refusal without effect, as status and inside a 200, as number and text", async (code, meant) => {
  const expected = { ok: false, error: { code: meant, effect: "none" } };
  const shapes: Said[] = [
    { status: code, body: error(code, "because") },
    { status: 200, body: error(code, "because") },
    { status: 200, body: error(String(code), "because") },
    { status: code, body: "" },
  ];
  for (const said of shapes) {
    const { gateway } = await dynadot(() => said);
    expect(await gateway.readDomain(name)).toMatchObject(expected);
    expect(await lock(gateway)).toMatchObject(expected);
  }
});

test("the 429 that keeps its code elsewhere is read too, with the wait it names", async () => {
  const headers = { ...json, "retry-after": "17" };
  const real = await dynadot(() => ({ status: 429, body: TOO_MANY, headers }));
  expect(await lock(real.gateway)).toMatchObject({
    error: { code: "rate_limited", effect: "none", status: 429, retryAfterSeconds: 17 },
  });
  const disguised = await dynadot(() => ({ body: TOO_MANY }));
  expect(await lock(disguised.gateway)).toMatchObject({ error: { code: "rate_limited" } });
});

test.each([
  500, 502, 503,
])("code %i may have had an effect after a change, never after a read", async (code) => {
  for (const status of [code, 200]) {
    const { gateway } = await dynadot(() => ({ status, body: error(code, "registry busy") }));
    expect(await gateway.readDomain(name)).toMatchObject({
      error: { code: "server_error", effect: "none" },
    });
    expect(await lock(gateway)).toMatchObject({
      error: { code: "server_error", effect: "unknown" },
    });
  }
});

test("a code that is named and not explained leaves the effect open", async () => {
  const { gateway } = await dynadot(() => ({ status: 249, body: error(249, "") }));
  expect(await lock(gateway)).toMatchObject({
    error: { code: "malformed_answer", effect: "unknown" },
  });
});

test.each([
  ["could not find domain in your account", "domain_unknown"],
  [
    "could not find domain in your account or domain expired for more than 30 days.",
    "domain_unknown",
  ],
  ["Please unlock your domain firstly.", "domain_locked"],
  ["need api skip lock agreement for using unlock_domain_for_transfer tag.", "domain_locked"],
  ["this domain is a premium domain, please use premium option", "not_eligible"],
  ["not_available", "domain_taken"],
  ["insufficient_funds", "insufficient_funds"],
  ["grace_expired", "not_eligible"],
  ["login failed", "auth_failed"],
  ["system_busy", "server_error"],
  ["The domain doesn't have main dns.", "invalid_request"],
])("%j is told as %s", async (words, code) => {
  const { gateway } = await dynadot(() => ({ body: error(400, words) }));
  const answer = await lock(gateway);
  expect(answer).toMatchObject({ error: { code, effect: "none" } });
  expect(answer.ok ? "" : answer.error.message).toContain(`Dynadot says: ${words}`);
});

test("words of trouble with their main server leave the effect of a change open", async () => {
  const words = "problem with connection to main server";
  const { gateway } = await dynadot(() => ({ body: error(400, words) }));
  expect(await lock(gateway)).toMatchObject({
    error: { code: "server_error", effect: "unknown" },
  });
  expect(await gateway.readDomain(name)).toMatchObject({
    error: { code: "server_error", effect: "none" },
  });
});

test.each([
  [200, "confirmed"],
  ["200", "confirmed"],
  [201, "confirmed"],
  [202, "accepted"],
])("a change answered with code %j is %s", async (code, outcome) => {
  const { gateway } = await dynadot(() => ({ body: { code, message: "Success", data: {} } }));
  expect(await lock(gateway)).toEqual({ ok: true, value: { outcome } });
});

test("Dynadot's words are tidied and short", async () => {
  const words = `Not <b>now</b>\u0000\r\n\u202e${"x".repeat(5000)}`;
  const { gateway } = await dynadot(() => ({ body: error(400, words) }));
  const answer = await gateway.readDomain(name);
  const told = answer.ok ? "" : answer.error.message;
  expect(told).toContain("Dynadot says: Not <b>now</b> x");
  expect(told.length).toBeLessThan(400);
});

const html = { "content-type": "text/html" };

test.each([
  ["an HTML error page", 502, "<h1>Bad gateway</h1>", html, "server_error"],
  ["HTML with a good status", 200, "<html></html>", html, "malformed_answer"],
  ["an empty body", 200, "", json, "malformed_answer"],
  ["truncated JSON", 200, '{"code":200,"da', json, "malformed_answer"],
  ["a list", 200, "[]", json, "malformed_answer"],
  ["no code", 200, '{"data":{}}', json, "malformed_answer"],
  ["a code that is none", 200, '{"code":"ok"}', json, "malformed_answer"],
  ["a redirect", 307, "", { location: "http://169.254.169.254/" }, "malformed_answer"],
  [
    "a redirect with words of theirs",
    308,
    '{"code":308,"message":"Moved","error":{"description":"Moved."}}',
    { ...json, location: "/restful/v2/again" },
    "malformed_answer",
  ],
  ["too much", 200, `{"code":200,"x":"${"x".repeat(6_000_000)}"}`, json, "malformed_answer"],
])("%s is an error of its own kind, with an open effect after a change", async (_what, status, body, headers, code) => {
  const { gateway, seen } = await dynadot(() => ({
    status,
    body,
    headers: headers as Record<string, string>,
  }));
  const told = [await lock(gateway), await gateway.readDomain(name)];
  expect(told[0]).toMatchObject({ ok: false, error: { code, effect: "unknown" } });
  expect(told[1]).toMatchObject({ ok: false, error: { code, effect: "none" } });
  expect(seen.filter(({ line }) => line.startsWith("PUT"))).toHaveLength(1);
  expect(JSON.stringify(told)).not.toMatch(/canary/);
});

test("JSON under another media type is read: the types of Dynadot's answers are not documented", async () => {
  const body = success({ domain_info: INFO });
  const { gateway } = await dynadot(() => ({ body, headers: { "content-type": "text/plain" } }));
  expect(await gateway.readDomain(name)).toMatchObject({ ok: true });
});

test("silence and a broken connection leave the effect of a change open, and it is sent once", async () => {
  const silent = await dynadot(() => null, { readMs: 200 });
  expect(await lock(silent.gateway)).toMatchObject({
    error: { code: "timeout", effect: "unknown" },
  });
  const broken = await dynadot(() => null, { raw: (request) => request.socket.resetAndDestroy() });
  expect(await lock(broken.gateway)).toMatchObject({
    error: { code: "unreachable", effect: "unknown" },
  });
  expect([silent.seen.length, broken.seen.length]).toEqual([1, 1]);
});

test("keys, secrets and signatures that are echoed reach nobody", async () => {
  const { gateway } = await dynadot(({ headers }) => ({
    body: error(400, `${KEY} ${SECRET.slice(0, 0)}${String(headers["x-signature"])}`),
  }));
  const told = JSON.stringify([await lock(gateway), await gateway.readDomain(name)]);
  expect(told).not.toContain(KEY);
  expect(told).not.toMatch(/[A-Za-z0-9+/]{43}=/);
  expect(told).toContain("[secret]");
});
