import { gzipSync } from "node:zlib";
import { expect, test } from "../fixtures";
import { type HttpClient, type Order, problemIn } from "../http-client";
import { exchangeBytes, statusIn } from "../raw-http";

const NAME = "/api/v1/domains/brixton-books.co.uk";
const JSON_TYPE = { "content-type": "application/json" };

const patch = (caller: HttpClient, headers: NonNullable<Order["headers"]>, body = "{}") =>
  caller.send(NAME, { method: "PATCH", headers: { ...JSON_TYPE, ...headers }, body });

test.describe("a write with a session", () => {
  test("from another site, or from nobody knows where, is refused and changes nothing", async ({
    callerAs,
    house,
    demo,
  }) => {
    const admin = await callerAs("admin");
    const before = await house.nameByName("brixton-books.co.uk");
    const senders: Record<string, Record<string, string>> = {
      "another origin": { origin: "https://evil.example" },
      "an origin that ends like ours": { origin: `${demo.url.origin}.evil.example` },
      "an origin that begins like ours": { origin: `http://localhost:${demo.url.port}0` },
      "the null origin": { origin: "null" },
      "another site, without an origin": { "sec-fetch-site": "cross-site" },
      "a sibling site": { "sec-fetch-site": "same-site" },
      nothing: {},
    };
    for (const [sender, headers] of Object.entries(senders)) {
      const problem = problemIn(await patch(admin, headers, '{"notes":"forged"}'));
      expect({ sender, ...problem }).toMatchObject({ sender, status: 403, code: "forbidden" });
    }
    expect(await house.nameByName("brixton-books.co.uk")).toEqual(before);
  });

  test("from our own pages is taken, by origin or by what the browser says of it", async ({
    callerAs,
    demo,
  }) => {
    const admin = await callerAs("admin");
    for (const headers of [{ origin: demo.url.origin }, { "sec-fetch-site": "same-origin" }])
      expect((await patch(admin, headers)).status).toBe(200);
  });
});

const BODIES: readonly (readonly [
  what: string,
  body: string | Buffer,
  status: number,
  code: string,
])[] = [
  ["no JSON", "not-json", 400, "bad_json"],
  ["nothing", "", 400, "bad_json"],
  ["a list", "[]", 400, "type"],
  ["null", "null", 400, "type"],
  ["a key twice", '{"notes":"a","notes":"b"}', 400, "bad_json"],
  ["a prototype", '{"__proto__":{"admin":true}}', 422, "unknown_field"],
  ["a role", '{"role":"admin"}', 422, "unknown_field"],
  ["a tenant", '{"tenantId":2}', 422, "unknown_field"],
  ["a partner", '{"partnerId":null}', 422, "unknown_field"],
  ["a number for a text", '{"notes":5}', 422, "type"],
  ["a fraction for a version", '{"version":1.5}', 422, "type"],
  ["a version below one", '{"version":-1}', 422, "range"],
  ["not a number", '{"version":NaN}', 400, "bad_json"],
  ["an id that is no safe number", '{"id":9007199254740993}', 422, "unknown_field"],
  ["2,000 levels", `${'{"a":'.repeat(2_000)}1${"}".repeat(2_000)}`, 400, "bad_json"],
  ["half a sign", '{"notes":"\\ud800"}', 422, "bad_char"],
  ["a NUL", '{"notes":"a\\u0000b"}', 422, "bad_char"],
  ["UTF-16", Buffer.from('{"notes":"a"}', "utf16le"), 400, "bad_json"],
  ["broken UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, "bad_json"],
  ["a megabyte", JSON.stringify({ notes: "x".repeat(1_000_000) }), 413, "too_large"],
  ["notes of 10,001 signs", JSON.stringify({ notes: "x".repeat(10_001) }), 422, "too_long"],
  [
    "21 tags",
    JSON.stringify({ tags: Array.from({ length: 21 }, (_, n) => `t${n}`) }),
    422,
    "range",
  ],
];

test.describe("a body that holds", () => {
  for (const [what, body, status, code] of BODIES) {
    test(`${what} is refused as ${status} ${code}`, async ({ callerAs }) => {
      const admin = await callerAs("admin");
      expect(problemIn(await admin.sendBody(NAME, body))).toMatchObject({ status, code });
    });
  }

  test("anything but plain JSON is refused by its type", async ({ callerAs, demo }) => {
    const admin = await callerAs("admin");
    const own = { origin: demo.url.origin };
    const types: Record<string, Order> = {
      text: { body: "{}", headers: { "content-type": "text/plain" } },
      form: { body: "notes=a", headers: { "content-type": "application/x-www-form-urlencoded" } },
      untyped: { body: "{}" },
      compressed: {
        body: gzipSync(Buffer.alloc(10_000_000)),
        headers: { ...JSON_TYPE, "content-encoding": "gzip" },
      },
    };
    for (const [sentAs, { body = "", headers = {} }] of Object.entries(types)) {
      const answer = await admin.send(NAME, {
        method: "PATCH",
        body,
        headers: { ...own, ...headers },
      });
      expect({ sentAs, ...problemIn(answer) }).toMatchObject({
        sentAs,
        status: 415,
        code: "media_type",
      });
    }
  });
});

test.describe("a method", () => {
  test("cannot be overridden, and one that is not there is not allowed", async ({
    callerAs,
    demo,
    house,
  }) => {
    const admin = await callerAs("admin");
    const before = await house.nameByName("brixton-books.co.uk");
    const headers = { ...JSON_TYPE, origin: demo.url.origin, "x-http-method-override": "PATCH" };
    for (const method of ["POST", "PUT", "DELETE"])
      expect({
        method,
        status: (await admin.send(NAME, { method, headers, body: '{"notes":"x"}' })).status,
      }).toEqual({ method, status: 405 });
    for (const method of ["HEAD", "OPTIONS"])
      expect((await admin.send(NAME, { method })).status).toBeLessThan(300);
    expect([400, 405]).toContain((await admin.send(NAME, { method: "TRACE" })).status);
    expect(await house.nameByName("brixton-books.co.uk")).toEqual(before);
  });
});

test.describe("a request that pretends", () => {
  test("to come from a proxy, a middleware or another country is answered as any other", async ({
    callerAs,
  }) => {
    const admin = await callerAs("admin");
    const stranger = await callerAs(null);
    const pretended = [
      { "x-forwarded-for": "127.0.0.1" },
      { "accept-language": "../../x" },
      { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
      { "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware" },
      { "x-nonce": "guessed", "x-namekeep-page": "//evil.example" },
    ];
    for (const headers of pretended) {
      expect((await admin.send(NAME, { headers })).status).toBe(200);
      expect(problemIn(await stranger.send(NAME, { headers })).status).toBe(401);
      const page = await stranger.send("/domains", { headers });
      expect(page.status).toBe(307);
      expect(page.headers.location).toMatch(/^\/sign-in(?:\?callbackUrl=%2Fdomains)?$/);
    }
  });

  test("to be for another host gets nothing, and a forwarded host leads nowhere", async ({
    callerAs,
    demo,
  }) => {
    const stranger = await callerAs(null);
    for (const host of ["evil.example", `evil.example:${demo.url.port}`, "localhost:1"])
      for (const path of ["/", "/sign-in", NAME, "/api/auth/csrf"])
        expect((await stranger.send(path, { headers: { host } })).status).toBe(421);
    const { headers, text } = await stranger.send("/domains", {
      headers: {
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        forwarded: "host=evil.example",
      },
    });
    expect(`${headers.location}${text}`).not.toContain("evil.example");
  });

  test("to be a prefetch still gets its policy, and no rows without a session", async ({
    callerAs,
  }) => {
    const stranger = await callerAs(null);
    for (const headers of [
      { purpose: "prefetch" },
      { "next-router-prefetch": "1", rsc: "1" },
      { rsc: "1" },
      { "next-router-state-tree": "%5B%5D", rsc: "1" },
    ]) {
      const { status, text } = await stranger.send("/domains", { headers });
      expect(status).toBeLessThan(500);
      expect(text).not.toContain("brixton-books");
    }
  });
});

test.describe("an address", () => {
  test("with dots, NULs, doubled slashes or the wrong kind of id is not found", async ({
    callerAs,
    answers,
  }) => {
    const admin = await callerAs("admin");
    const odd = [
      "/api/v1/domains/%2e%2e/admin",
      "/api/v1/domains/..%2f..%2fusers",
      "/api/v1/domains/1%00",
      "/api/v1/domains/abc",
      "/api/v1/domains/%ff",
      "/api/v1/domains/%25",
      `/api/v1/domains/${"a".repeat(5_000)}`,
      "/api/v1/accounts/abc",
      "/api/v1/partners/1",
      "/api/v1/audit/abc",
      "/api/v1/audit/99999999999999999999",
      "/api/v1/sync/runs/abc",
      "/domains/%00",
      "/domains/%ff",
      "/settings/accounts/abc",
      "/settings/partners/abc",
      "/sync/abc",
    ];
    for (const path of odd) {
      const { status } = await admin.send(path);
      expect({ path, isRefused: [400, 404, 422].includes(status), status }).toMatchObject({
        path,
        isRefused: true,
      });
    }
    expect([308, 404]).toContain((await admin.send("//api//v1//domains")).status);
    expect(answers.length).toBeGreaterThan(odd.length);
  });
});

test.describe("bytes no client would send", () => {
  test("end at the listener: two lengths, huge cookies, broken headers, foreign upgrades", async ({
    demo,
  }) => {
    const { host } = demo.url;
    const send = (lines: readonly string[]) =>
      exchangeBytes(demo.url, `${lines.join("\r\n")}\r\n\r\n`).then(statusIn);
    expect(
      await send([
        `PATCH ${NAME} HTTP/1.1`,
        `Host: ${host}`,
        "Content-Length: 4",
        "Transfer-Encoding: chunked",
        "",
        "0",
      ]),
    ).toBe(400);
    expect(
      await send(["GET / HTTP/1.1", `Host: ${host}`, `Cookie: a=${"x".repeat(100_000)}`]),
    ).toBe(431);
    expect(await send(["GET / HTTP/1.1", `Host: ${host}`, "X-A: a\u0000b"])).toBe(400);
    expect(await send(["GET / HTTP/1.1", "Connection: close"])).toBe(400);
    expect([null, 400, 404, 421, 426]).toContain(
      await send([
        "GET http://169.254.169.254/latest/meta-data HTTP/1.1",
        `Host: ${host}`,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      ]),
    );
    expect([400, 404, 421]).toContain(
      await send([
        "GET http://169.254.169.254/latest/meta-data HTTP/1.1",
        "Host: 169.254.169.254",
        "Connection: close",
      ]),
    );
  });
});
