import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { answering, listening } from "@/server/testing/loopback";
import { outboundClient } from "./client";
import type { HttpFailure } from "./failure";
import type { Entry, Lane } from "./gate";
import { hostPolicy } from "./host-policy";

const TOKEN = "canary-token-4711";
const QUERY = "canary-query-0815";
const Answer = z.looseObject({ message: z.string() });
const json = { "content-type": "application/json; charset=utf-8" };

/** No answer of these tests takes so long, on however busy a machine. */
const PATIENT = { connectMs: 5_000, readMs: 5_000, paidMs: 10_000 };
/** For those that never come. */
const IMPATIENT = { timeouts: { ...PATIENT, readMs: 750 } };

const LANES: readonly Lane[] = ["interactive", "background"];

describe.each(LANES)("a client for %s calls", (lane) => {
  function clientOf(origin: string, more: Partial<Parameters<typeof outboundClient>[0]> = {}) {
    return outboundClient({
      baseUrl: `${origin}/v5`,
      policy: hostPolicy({ hosts: ["api.example"], simulatorOrigin: origin, mode: "demo" }),
      secretHeaders: () => ({ authorization: `Bearer ${TOKEN}` }),
      timeouts: PATIENT,
      lane,
      ...more,
    });
  }

  const read = { method: "GET", path: `/things?secret=${QUERY}`, answer: Answer } as const;

  async function served(
    listener: RequestListener,
    more: Partial<Parameters<typeof outboundClient>[0]> = {},
  ) {
    let calls = 0;
    const origin = await answering((request, response) => {
      calls += 1;
      listener(request, response);
    });
    const client = clientOf(origin, more);
    return { client, calls: () => calls };
  }

  async function failureOf(
    listener: RequestListener,
    more: Parameters<typeof served>[1] = {},
  ): Promise<HttpFailure & { calls: number }> {
    const { client, calls } = await served(listener, more);
    const outcome = await client.send(read);
    if (outcome.ok) throw new Error("the call succeeded");
    const told = JSON.stringify(outcome);
    expect(told).not.toContain(TOKEN);
    expect(told).not.toContain(QUERY);
    return { ...outcome.error, calls: calls() };
  }

  const says = (status: number, headers: Record<string, string>, body = "") => {
    return (_request: IncomingMessage, response: ServerResponse) =>
      void response.writeHead(status, headers).end(body);
  };

  test("one call is one request with its body, its headers and the secret ones", async () => {
    const seen: unknown[] = [];
    const origin = await answering((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on("end", () => {
        const { authorization, accept, "content-type": type, "dry-run": dryRun } = request.headers;
        seen.push([request.method, request.url, body, { authorization, accept, type, dryRun }]);
        const paging = {
          link: '<https://x/?page=2>; rel="next"',
          "total-count": "7",
          location: "/l",
        };
        response.writeHead(202, { ...json, ...paging }).end('{"message":"ok","more":1}');
      });
    });
    const outcome = await clientOf(origin).send({
      method: "POST",
      path: "/things?a=1",
      body: { name: "x" },
      headers: { "dry-run": "1" },
      answer: Answer,
    });
    expect(outcome).toEqual({
      ok: true,
      value: {
        status: 202,
        body: { message: "ok", more: 1 },
        link: '<https://x/?page=2>; rel="next"',
        location: "/l",
        totalCount: "7",
      },
    });
    expect(seen).toEqual([
      [
        "POST",
        "/v5/things?a=1",
        '{"name":"x"}',
        {
          authorization: `Bearer ${TOKEN}`,
          accept: "application/json",
          type: "application/json",
          dryRun: "1",
        },
      ],
    ]);
  });

  test.each([
    [301, "redirected"],
    [302, "redirected"],
    [307, "redirected"],
    [308, "redirected"],
    [400, "refused"],
    [401, "refused"],
    [404, "refused"],
    [421, "refused"],
    [409, "refused"],
    [425, "refused"],
    [429, "rate_limited"],
    [500, "server_error"],
    [502, "server_error"],
    [503, "server_error"],
    [504, "server_error"],
  ])("a %i is %s after one request", async (status, kind) => {
    const failure = await failureOf(says(status, { ...json, location: "http://169.254.169.254/" }));
    expect(failure).toMatchObject({ kind, status, sent: true, calls: 1 });
  });

  test("a refusal hands on its JSON body, with our own secrets blotted out", async () => {
    const failure = await failureOf(says(403, json, `{"message":"no to Bearer ${TOKEN}"}`));
    expect(failure.body).toEqual({ message: "no to [secret]" });
  });

  test("a server error in HTML has no body", async () => {
    const failure = await failureOf(says(502, { "content-type": "text/html" }, "<h1>Bad</h1>"));
    expect(failure).toMatchObject({ kind: "server_error", status: 502 });
    expect(failure.body).toBeUndefined();
  });

  test("Retry-After is understood in seconds and as a date", async () => {
    expect(await failureOf(says(429, { "retry-after": "7" }))).toMatchObject({
      retryAfterSeconds: 7,
    });
    const at = new Date(Date.now() + 90_000).toUTCString();
    const { retryAfterSeconds } = await failureOf(says(503, { "retry-after": at }));
    expect(retryAfterSeconds).toBeGreaterThan(80);
    expect(retryAfterSeconds).toBeLessThanOrEqual(90);
    const past = await failureOf(says(503, { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }));
    expect(past.retryAfterSeconds).toBe(0);
    const odd = await failureOf(says(429, { "retry-after": "soon" }));
    expect(odd.retryAfterSeconds).toBeUndefined();
  });

  test.each([
    ["HTML", { "content-type": "text/html" }, "<html></html>"],
    ["JSON under another type", { "content-type": "text/plain" }, '{"message":"x"}'],
    ["JSON without a type", {}, '{"message":"x"}'],
    ["truncated JSON", json, '{"message":"x'],
    ["an empty body", json, ""],
    ["another shape", json, '{"message":5}'],
  ])("%s is a malformed answer", async (_what, headers, body) => {
    const failure = await failureOf(says(200, headers as Record<string, string>, body));
    expect(failure).toMatchObject({ kind: "malformed_answer", status: 200, sent: true, calls: 1 });
  });

  test("what differs is told by its place, never by its value", async () => {
    const failure = await failureOf(says(200, json, '{"message":{"private":"canary-value"}}'));
    expect(failure.detail).toContain("message invalid_type");
    expect(JSON.stringify(failure)).not.toContain("canary-value");
  });

  test.each([
    "application/json",
    "Application/JSON;charset=UTF-8",
    "application/problem+json",
  ])("%s is JSON", async (type) => {
    const { client } = await served(says(200, { "content-type": type }, '{"message":"x"}'));
    expect(await client.send(read)).toMatchObject({ ok: true, value: { body: { message: "x" } } });
  });

  test("an empty 204 satisfies a caller who expects nothing", async () => {
    const { client } = await served(says(204, {}));
    const outcome = await client.send({ ...read, method: "DELETE", answer: z.undefined() });
    expect(outcome).toMatchObject({ ok: true, value: { status: 204, body: undefined } });
  });

  const tooLarge = `{"message":"${"x".repeat(6 * 1024 * 1024)}"}`;

  test("a body that announces its size is not read when that is too large", async () => {
    const failure = await failureOf(
      says(200, { ...json, "content-length": String(tooLarge.length) }, tooLarge),
    );
    expect(failure).toMatchObject({ kind: "too_large", sent: true, calls: 1 });
  });

  test("a body is cut off where it becomes too large, packed or not", async () => {
    const packed = gzipSync(tooLarge);
    expect(packed.byteLength).toBeLessThan(100_000);
    const bomb = await failureOf(
      (_request, response) =>
        void response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(packed),
    );
    expect(bomb.kind).toBe("too_large");
    const endless = await failureOf((_request, response) => {
      response.writeHead(200, json);
      const pump = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", pump);
      pump();
    });
    expect(endless.kind).toBe("too_large");
  });

  test("silence ends in a timeout, before the answer and within it", async () => {
    const silent = await failureOf(() => undefined, IMPATIENT);
    expect(silent).toMatchObject({ kind: "timeout", status: null, sent: true, calls: 1 });
    const halting = await failureOf((_request, response) => {
      response.writeHead(200, json).write('{"message":');
    }, IMPATIENT);
    expect(halting).toMatchObject({ kind: "timeout", status: 200, sent: true, calls: 1 });
  });

  test("a purchase may take longer than a read", async () => {
    const { client } = await served((_request, response) => {
      setTimeout(() => response.writeHead(200, json).end('{"message":"late"}'), 1_000);
    }, IMPATIENT);
    expect(await client.send({ ...read, isPaid: true })).toMatchObject({ ok: true });
  });

  test("a connection that breaks off leaves it open whether the request arrived", async () => {
    const reset = await failureOf((request) => request.socket.resetAndDestroy());
    expect(reset).toMatchObject({ kind: "unreachable", status: null, sent: true, calls: 1 });
    const truncated = await failureOf((_request, response) => {
      response.writeHead(200, { ...json, "content-length": "100" });
      response.write('{"message":', () => response.destroy());
    });
    expect(truncated).toMatchObject({ kind: "unreachable", status: 200, sent: true, calls: 1 });
  });

  test("what never left is known not to have left", async () => {
    const server = createServer();
    const port = await listening(server);
    const origin = `http://127.0.0.1:${port}`;
    await new Promise((resolve) => server.close(resolve));
    const refused = await clientOf(origin).send(read);
    expect(refused).toMatchObject({ error: { kind: "unreachable", sent: false, status: null } });

    const options = { baseUrl: "https://api.example/v5" };
    const nxdomain = () => Promise.reject(Object.assign(new Error("x"), { code: "ENOTFOUND" }));
    const unknown = await clientOf(origin, { ...options, lookup: nxdomain }).send(read);
    expect(unknown).toMatchObject({ error: { kind: "unreachable", sent: false } });

    const loopback = async () => [{ address: "127.0.0.1", family: 4 }];
    const closed = await clientOf(origin, { ...options, lookup: loopback }).send(read);
    expect(closed).toMatchObject({ error: { kind: "blocked", sent: false } });

    const elsewhere = await clientOf(origin, { baseUrl: "https://evil.example" }).send(read);
    expect(elsewhere).toMatchObject({ error: { kind: "blocked", sent: false } });
  });

  test("a call that is given up says so", async () => {
    const giveUp = new AbortController();
    const { client } = await served(() => giveUp.abort());
    const outcome = await client.send({ ...read, signal: giveUp.signal });
    expect(outcome).toMatchObject({ error: { kind: "cancelled", sent: true } });
    const early = await client.send({ ...read, signal: AbortSignal.abort() });
    expect(early).toMatchObject({ error: { kind: "cancelled", sent: false } });
  });

  test("a secret that no header can carry is not quoted by the failure", async () => {
    const origin = await answering(says(200, json, "{}"));
    const secretHeaders = () => ({ authorization: `Bearer ${TOKEN}\nx` });
    const outcome = await clientOf(origin, { secretHeaders }).send(read);
    expect(outcome).toMatchObject({ ok: false, error: { sent: false } });
    expect(JSON.stringify(outcome)).not.toContain(TOKEN);
  });

  test("a proxy of the environment is not used", async () => {
    vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:9");
    vi.stubEnv("NODE_USE_ENV_PROXY", "1");
    const { client } = await served(says(200, json, '{"message":"direct"}'));
    expect(await client.send(read)).toMatchObject({ ok: true });
  });

  describe("behind a gate", () => {
    const gateOf = (entry: Partial<Entry>) => {
      const told: string[] = [];
      const done = async (outcome: string) => void told.push(outcome);
      const gate = { enter: async () => ({ isOpen: true, done, ...entry }) as Entry };
      return { gate, told };
    };

    test("a call leaves after it was let in, and what it came to is told", async () => {
      const { gate, told } = gateOf({});
      const { client } = await served(says(200, json, '{"message":"x"}'), { gate });
      await client.send(read);
      expect(told).toEqual(["good"]);
    });

    test.each([
      [404, "good"],
      [429, "good"],
      [500, "bad"],
      [503, "bad"],
    ])("a %i is a %s sign of the endpoint's health", async (status, sign) => {
      const { gate, told } = gateOf({});
      const { client } = await served(says(status, json, "{}"), { gate });
      await client.send(read);
      expect(told).toEqual([sign]);
    });

    test.each([
      ["breaker", "unreachable"],
      ["rate", "rate_limited"],
    ] as const)("a closed gate (%s) keeps the call from leaving, and says when to come back", async (reason, kind) => {
      const { gate } = gateOf({ isOpen: false, reason, retryAfterSeconds: 7 });
      const { client, calls } = await served(says(200, json, "{}"), { gate });
      expect(await client.send(read)).toMatchObject({
        ok: false,
        error: { kind, sent: false, retryAfterSeconds: 7 },
      });
      expect(calls()).toBe(0);
    });
  });

  describe("reads that fail in passing", () => {
    const failing = (times: number, status: number, headers = {}): RequestListener => {
      let calls = 0;
      return (_request, response) => {
        calls += 1;
        const isBad = calls <= times;
        response.writeHead(isBad ? status : 200, { ...json, ...headers }).end('{"message":"x"}');
      };
    };

    test("are tried again, at most three times", async () => {
      const twice = await served(failing(2, 503), { retriesReads: true });
      expect(await twice.client.send(read)).toMatchObject({ ok: true });
      expect(twice.calls()).toBe(3);
      const always = await served(failing(9, 503), { retriesReads: true });
      expect(await always.client.send(read)).toMatchObject({ ok: false });
      expect(always.calls()).toBe(3);
    });

    test("are not tried again when they were refused", async () => {
      const { client, calls } = await served(failing(9, 404), { retriesReads: true });
      await client.send(read);
      expect(calls()).toBe(1);
    });

    test("wait as long as they were told", async () => {
      const { client } = await served(failing(1, 429, { "retry-after": "1" }), {
        retriesReads: true,
      });
      const startedAt = performance.now();
      expect(await client.send(read)).toMatchObject({ ok: true });
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1000);
    });

    test("that would have to wait for long are left to the next run", async () => {
      const { client, calls } = await served(failing(9, 429, { "retry-after": "60" }), {
        retriesReads: true,
      });
      expect(await client.send(read)).toMatchObject({
        ok: false,
        error: { retryAfterSeconds: 60 },
      });
      expect(calls()).toBe(1);
    });

    test("a write is never tried again", async () => {
      const { client, calls } = await served(failing(9, 503), { retriesReads: true });
      await client.send({ ...read, method: "POST", body: {} });
      expect(calls()).toBe(1);
    });
  });
});
