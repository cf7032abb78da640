import { createHash } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { z } from "zod";
import { answering } from "@/server/testing/loopback";
import { digestAuthorization, digestClient } from "./digest";
import { digestChallengeIn } from "./digest-challenge";
import { hostPolicy } from "./host-policy";

const PASSWORD = "canary-password-4711";
const credentials = { username: "Mufasa", password: "Circle of Life" };
const asked = { method: "GET", pathAndQuery: "/dir/index.html" };
const RFC_7616 =
  'realm="http-auth@example.org", qop="auth, auth-int", algorithm=%, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

function answerTo(header: string, who = credentials, cnonce = CNONCE): string {
  const challenge = digestChallengeIn(header);
  return challenge ? digestAuthorization(challenge, who, asked, { count: 1, cnonce }) : "none";
}

test.each([
  ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
  ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
])("a challenge with %s is answered as RFC 7616 §3.9.1 shows", (algorithm, response) => {
  expect(answerTo(`Digest ${RFC_7616.replace("%", algorithm)}`)).toBe(
    `Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", algorithm=${algorithm}, qop=auth, nc=00000001, cnonce="${CNONCE}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", response="${response}"`,
  );
});

test("of the two challenges of RFC 7616 §3.9.1 the preferred one is answered", () => {
  const [sha256, md5] = ["SHA-256", "MD5"].map((name) => `Digest ${RFC_7616.replace("%", name)}`);
  expect(digestChallengeIn(`${sha256}, ${md5}`)).toMatchObject({ hash: "sha256" });
  expect(digestChallengeIn(`${md5}, ${sha256}`)).toMatchObject({ hash: "md5" });
});

test("a challenge is answered as RFC 2617 §3.5 shows, and without qop as before it", () => {
  const old =
    'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
  const lion = { username: "Mufasa", password: "Circle Of Life" };
  const withQop = answerTo(`${old}, qop="auth,auth-int"`, lion, "0a4f113b");
  expect(withQop).toContain('response="6629fae49393a05397450978507c4ef1"');
  expect(withQop).not.toContain("algorithm");
  const plain = answerTo(old, { ...lion, password: "CircleOfLife" });
  expect(plain).toContain('response="1949323746fe6a43ef61f9606e7febea"');
  for (const word of ["qop", "nc=", "cnonce"]) expect(plain).not.toContain(word);
});

test.each([
  ["among other schemes", 'Negotiate YWJj==, Basic realm="a, Digest b", Digest realm=x, nonce="n"'],
  ["with odd spacing and case", 'dIGEST  REALM = "x" ,,nonce="n",QOP="AUTH"'],
  [
    "behind one that cannot be answered",
    'Digest realm="y",nonce="m",algorithm=SHA-512-256, Digest realm="x", nonce="n"',
  ],
  ["with an escaped quote", 'Digest realm="x", nonce="n", opaque="a\\"b"'],
])("a challenge is found %s", (_where, header) => {
  expect(digestChallengeIn(header)).toMatchObject({ realm: "x", nonce: "n" });
});

test("an escaped quote goes back as it came", () => {
  expect(answerTo('Digest realm="a\\"b", nonce="n"')).toContain('realm="a\\"b"');
});

test.each([
  ["no header", ""],
  ["another scheme", 'Basic realm="x"'],
  ["no nonce", 'Digest realm="x"'],
  ["an empty nonce", 'Digest realm="x", nonce=""'],
  ["no realm", 'Digest nonce="n"'],
  ["another algorithm", 'Digest realm="x", nonce="n", algorithm=MD5-sess'],
  ["integrity only", 'Digest realm="x", nonce="n", qop="auth-int"'],
  ["an algorithm from the prototype", 'Digest realm="x", nonce="n", algorithm=constructor'],
  ["an unended quote", 'Digest realm="x", nonce="n'],
  ["letters that are not ASCII", 'Digest realm="ș", nonce="n"'],
])("%s cannot be answered", (_what, header) => {
  expect(digestChallengeIn(header)).toBeNull();
});

const Answer = z.strictObject({ ok: z.literal(true) });
const call = {
  method: "POST",
  path: "/pay?now=1",
  form: [["domain", "exemplu.ro"]],
  answer: Answer,
  isPaid: true,
} as const;

type Seen = { authorization: string | undefined; body: string };
type Answering = (request: IncomingMessage, response: ServerResponse, seen: Seen[]) => void;

async function served(answer: Answering, password = PASSWORD) {
  const seen: Seen[] = [];
  const listener: RequestListener = (request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      seen.push({ authorization: request.headers.authorization, body });
      answer(request, response, seen);
    });
  };
  const origin = await answering(listener);
  const client = digestClient(
    {
      baseUrl: origin,
      policy: hostPolicy({ hosts: [], simulatorOrigin: origin, mode: "demo" }),
      timeouts: { readMs: 500, paidMs: 500 },
    },
    { username: "reg-7", password },
  );
  return { client, seen };
}

const challenge = (response: ServerResponse, parameters: string) =>
  void response.writeHead(401, { "www-authenticate": `Digest ${parameters}` }).end();
const good = (response: ServerResponse) =>
  void response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
const partOf = (header: string | undefined, name: string) =>
  new RegExp(`[ ,]${name}="?([^",]*)`).exec(header ?? "")?.[1];

/** Checks an answer by the book, apart from the code under test. */
function isRight(header: string | undefined, password = PASSWORD): boolean {
  const md5 = (text: string) => createHash("md5").update(text).digest("hex");
  const part = (name: string) => partOf(header, name) ?? "";
  const secret = md5(`reg-7:registry:${password}`);
  const once = `${part("nonce")}:${part("nc")}:${part("cnonce")}:auth`;
  return part("response") === md5(`${secret}:${once}:${md5("POST:/pay?now=1")}`);
}

test("a challenged call is sent once more, the same and with the answer, and then the nonce is reused", async () => {
  const { client, seen } = await served(({ headers }, response) =>
    isRight(headers.authorization)
      ? good(response)
      : challenge(response, 'realm="registry", nonce="n1", qop="auth"'),
  );
  for (let n = 0; n < 11; n += 1) expect(await client.send(call)).toMatchObject({ ok: true });
  expect(seen).toHaveLength(12);
  expect(seen[0]).toEqual({ authorization: undefined, body: "domain=exemplu.ro" });
  expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
  const answers = seen.slice(1).map(({ authorization }) => authorization);
  expect(answers.map((header) => partOf(header, "nc"))).toEqual(
    "1 2 3 4 5 6 7 8 9 a b".split(" ").map((count) => count.padStart(8, "0")),
  );
  expect(new Set(answers.map((header) => partOf(header, "cnonce"))).size).toBe(11);
  expect(JSON.stringify(seen)).not.toContain(PASSWORD);
});

test("a stale nonce is replaced within the call, and counting begins anew", async () => {
  const { client, seen } = await served(({ headers }, response, all) => {
    const wanted = all.length > 3 ? "n2" : "n1";
    const isFresh = partOf(headers.authorization, "nonce") === wanted;
    if (isFresh && isRight(headers.authorization)) return good(response);
    challenge(response, `realm="registry", nonce="${wanted}", qop="auth", stale=true`);
  });
  for (let n = 0; n < 3; n += 1) expect(await client.send(call)).toMatchObject({ ok: true });
  const counts = seen.map(
    ({ authorization: told }) => `${partOf(told, "nonce")} ${partOf(told, "nc")}`,
  );
  expect(counts.slice(1)).toEqual(["n1 00000001", "n1 00000002", "n1 00000003", "n2 00000001"]);
});

test("a nonce that is handed out twice is never answered twice with the same count", async () => {
  const { client, seen } = await served(({ headers }, response) =>
    isRight(headers.authorization)
      ? good(response)
      : challenge(response, 'realm="registry", nonce="same", qop="auth"'),
  );
  await Promise.all([client.send(call), client.send(call), client.send(call)]);
  const counts = seen.flatMap(({ authorization }) => partOf(authorization, "nc") ?? []);
  expect(new Set(counts).size).toBe(counts.length);
});

test("a wrong password ends after one answer, and is not tried in advance by the next call", async () => {
  const { client, seen } = await served(({ headers }, response) =>
    isRight(headers.authorization, "another")
      ? good(response)
      : challenge(response, 'realm="registry", nonce="n1", qop="auth"'),
  );
  for (const sent of [2, 4]) {
    const outcome = await client.send(call);
    expect(outcome).toMatchObject({ error: { kind: "refused", status: 401 } });
    expect(JSON.stringify(outcome)).not.toContain(PASSWORD);
    expect(seen).toHaveLength(sent);
  }
  expect(seen.map(({ authorization }) => authorization === undefined)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test.each([
  ["a challenge in another scheme", 401, { "www-authenticate": 'Basic realm="x"' }],
  ["a 401 without a challenge", 401, {}],
  [
    "a challenge that comes with another status",
    403,
    { "www-authenticate": 'Digest realm="x", nonce="n"' },
  ],
  ["a challenge of a proxy", 407, { "proxy-authenticate": 'Digest realm="x", nonce="n"' }],
  ["a server error", 500, { "www-authenticate": 'Digest realm="x", nonce="n"' }],
  ["a redirect", 307, { location: "/pay" }],
])("%s is not answered: the call goes out once", async (_what, status, headers) => {
  const { client, seen } = await served(
    (_request, response) =>
      void response.writeHead(status, headers as Record<string, string>).end(),
  );
  expect(await client.send(call)).toMatchObject({ ok: false, error: { status, sent: true } });
  expect(seen).toHaveLength(1);
});

test("a paid call whose answered repetition meets silence or a break is not sent a third time", async () => {
  for (const end of [
    () => undefined,
    (response: ServerResponse) => void response.socket?.resetAndDestroy(),
    (response: ServerResponse) => void response.writeHead(503).end(),
  ]) {
    const { client, seen } = await served(({ headers }, response) =>
      headers.authorization
        ? end(response)
        : challenge(response, 'realm="registry", nonce="n1", qop="auth"'),
    );
    expect(await client.send(call)).toMatchObject({ ok: false, error: { sent: true } });
    expect(seen).toHaveLength(2);
  }
});

const brokenOff = (response: ServerResponse, header: string) => {
  response.writeHead(401, { "www-authenticate": header, "content-length": "1000" });
  response.write("<html>");
  setImmediate(() => response.socket?.resetAndDestroy());
};
const WHOLE = 'Digest realm="registry", nonce="n1", qop="auth"';

test("a demand for a proof that breaks off refuses nobody: it is tried no further", async () => {
  const first = await served((_request, response) => brokenOff(response, WHOLE));
  expect(await first.client.send(call)).toMatchObject({
    error: { kind: "unreachable", status: 401, sent: true },
  });
  expect(first.seen).toHaveLength(1);
  const second = await served(({ headers }, response) =>
    headers.authorization ? brokenOff(response, WHOLE) : challenge(response, WHOLE.slice(7)),
  );
  expect(await second.client.send(call)).toMatchObject({
    error: { kind: "unreachable", status: 401 },
  });
  expect(second.seen).toHaveLength(2);
});

test("a demand for a proof that cannot be read refuses nobody either", async () => {
  const { client, seen } = await served((_request, response) =>
    challenge(response, 'realm="registry", nonce="n1'),
  );
  expect(await client.send(call)).toMatchObject({
    error: { kind: "malformed_answer", status: 401 },
  });
  expect(seen).toHaveLength(1);
});
