import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { addWebhookSecret } from "@/server/accounts/webhook-secret";
import { houseContext } from "@/server/auth/caller";
import type { ServiceContext } from "@/server/kernel/context";
import { type RunningSimulator, startSimulator } from "@/server/simulator/simulator";
import { syncAccount } from "@/server/sync/sync-account";
import { contextFor } from "@/server/testing/context";
import { installOn } from "@/server/testing/installed";
import { type TestDatabase, testDatabase } from "@/server/testing/postgres";
import { proven, seedAccount } from "@/server/testing/seed";
import { openCredential, simulatedRegistrars } from "@/server/testing/simulated";
import { handleEvents } from "@/server/webhooks/handle-events";
import { POST } from "./route";

const SECRET = `whsec_${randomBytes(32).toString("base64")}`;
const NAME = "kestrel-optics.org";
let database: TestDatabase;
let simulator: RunningSimulator;
let worker: ServiceContext;
let admin: ServiceContext;
let accountId: string;

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database);
  await simulator.script.settings({ requestsPerMinute: 100_000, completionDelayMs: 0 });
  accountId = await seedAccount(database.db, {
    credential: openCredential("sim-pat-northwind-main"),
  });
  const registrars = simulatedRegistrars(simulator.url);
  worker = { ...houseContext("worker", {}, database.db), registrars };
  admin = await proven(database.db, contextFor(database.db, { role: "admin" }));
  await syncAccount(worker, { accountId, trigger: "setup", budgetMs: 60_000 });
  await addWebhookSecret(admin, { accountId, scheme: "standard", secret: SECRET });
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));
beforeEach(() => database.db.execute(sql`delete from rate_limits`));

const nowSeconds = () => Math.floor(Date.now() / 1000);
const sign = (secret: string, id: string, at: number | string, body: string | Buffer) =>
  `v1,${createHmac("sha256", Buffer.from(secret.slice(6), "base64"))
    .update(`${id}.${at}.`)
    .update(body)
    .digest("base64")}`;

type Sending = {
  body?: string | Buffer;
  id?: string;
  at?: number | string;
  secret?: string;
  headers?: Record<string, string>;
  account?: string;
};

async function send(sending: Sending = {}) {
  const { id = `msg_${randomUUID()}`, at = nowSeconds(), secret = SECRET } = sending;
  const body = sending.body ?? JSON.stringify({ type: "domain.updated", data: { domain: NAME } });
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(at),
    "webhook-signature": sign(secret, id, at, body),
    ...sending.headers,
  };
  const request = new Request("http://localhost/api/webhooks/x", {
    method: "POST",
    headers,
    body: body as BodyInit,
  });
  const account = sending.account ?? accountId;
  const response = await POST(request, { params: Promise.resolve({ account }) });
  return { status: response.status, id, body };
}

const inbox = async () => {
  const rows = await inTenant(database.db, "*", (tx) =>
    tx.execute<{ events: number; open: number }>(sql`
      select count(*)::int as events, count(*) filter (where handled_at is null)::int as open from webhook_events`),
  );
  return rows[0] ?? { events: 0, open: 0 };
};
const handle = () => handleEvents(worker, Date.now() + 30_000);
const runs = async () => {
  const rows = await inTenant(database.db, "*", (tx) =>
    tx.execute<{ runs: number }>(
      sql`select count(*)::int as runs from sync_runs where trigger = 'webhook'`,
    ),
  );
  return rows[0]?.runs ?? 0;
};

describe("an event that is proven", () => {
  test("is answered once it stands in the inbox, and has its name read at the registrar", async () => {
    await simulator.script.patchDomain(NAME, {
      nameservers: ["ns1.elsewhere.example.net", "ns2.elsewhere.example.net"],
    });
    expect((await send()).status).toBe(200);
    expect((await inbox()).open).toBe(1);
    const before = await runs();
    expect(await handle()).toBe(1);
    expect(await runs()).toBe(before + 1);
    const [row] = await inTenant(database.db, "*", (tx) =>
      tx.execute<{ nameservers: string[] }>(
        sql`select nameservers from domains where name = ${NAME}`,
      ),
    );
    expect(row?.nameservers).toContain("ns1.elsewhere.example.net");
  });

  test("is never believed: what it says of an expiry changes nothing", async () => {
    const body = JSON.stringify({
      type: "domain.renewed",
      data: { domain: NAME, expires_at: "1999-01-01" },
    });
    await send({ body });
    await handle();
    const [row] = await inTenant(database.db, "*", (tx) =>
      tx.execute<{ year: number }>(
        sql`select extract(year from expires_at)::int as year from domains where name = ${NAME}`,
      ),
    );
    expect(row?.year).toBeGreaterThan(2025);
  });

  test("that comes again is answered alike and has no second effect, however many come at once", async () => {
    const { id, body } = await send();
    await handle();
    const before = await runs();
    const again = await Promise.all(Array.from({ length: 20 }, () => send({ id, body })));
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await handle()).toBe(0);
    expect(await runs()).toBe(before);
  });

  test("under an id that came with another body is refused", async () => {
    const { id } = await send();
    expect((await send({ id, body: JSON.stringify({ type: "other" }) })).status).toBe(409);
  });

  test("about a name of another account, or an unknown kind, is kept and does nothing", async () => {
    await handle();
    const before = await runs();
    const body = JSON.stringify({ type: "x", data: { domain: "not-of-this-account.com" } });
    expect((await send({ body })).status).toBe(200);
    expect((await send({ body: JSON.stringify({ event: "ping" }) })).status).toBe(200);
    expect(await handle()).toBe(2);
    expect(await runs()).toBe(before);
  });

  test("300 seconds old still counts", async () => {
    expect((await send({ at: nowSeconds() - 299 })).status).toBe(200);
  });
});

describe("a rotated secret", () => {
  test("counts beside the new one while they overlap, and no longer", async () => {
    const next = `whsec_${randomBytes(32).toString("base64")}`;
    await addWebhookSecret(admin, { accountId, scheme: "standard", secret: next });
    expect((await send()).status).toBe(200);
    expect((await send({ secret: next })).status).toBe(200);
    await inTenant(database.db, "*", (tx) =>
      tx.execute(sql`update webhook_secrets set ends_at = now() where ends_at is not null`),
    );
    expect((await send()).status).toBe(401);
    expect((await send({ secret: next })).status).toBe(200);
    await inTenant(database.db, "*", (tx) =>
      tx.execute(sql`update webhook_secrets set ends_at = null`),
    );
  });

  test("never stands in the database, the log or an answer in clear", async () => {
    const [rows] = await inTenant(database.db, "*", (tx) =>
      tx.execute<{ text: string }>(sql`
        select (select string_agg(row_to_json(s)::text, ' ') from webhook_secrets s)
          || (select string_agg(row_to_json(a)::text, ' ') from audit_entries a) as text`),
    );
    expect(rows?.text).not.toContain(SECRET.slice(6));
  });
});

test("the plain HMAC scheme proves a body, and takes it once", async () => {
  const secret = "a-plain-secret-of-forty-signs-at-least-0";
  await addWebhookSecret(admin, { accountId, scheme: "hub", secret });
  await inTenant(database.db, "*", (tx) =>
    tx.execute(sql`update webhook_secrets set ends_at = null`),
  );
  const hub = async (body: string, signature: string) => {
    const request = new Request("http://localhost/", {
      method: "POST",
      headers: { "x-hub-signature-256": signature },
      body,
    });
    return (await POST(request, { params: Promise.resolve({ account: accountId }) })).status;
  };
  const body = JSON.stringify({ event: "domain.updated", domain: NAME });
  const right = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const before = (await inbox()).events;
  expect(await hub(body, right)).toBe(200);
  expect(await hub(body, right)).toBe(200);
  expect((await inbox()).events).toBe(before + 1);
  expect(await hub(`${body} `, right)).toBe(401);
  expect(await hub(body, "sha256=zz")).toBe(401);
});

const wide = "x".repeat(100_000);
const REFUSED: ReadonlyArray<readonly [what: string, status: number, sending: Sending]> = [
  ["no signature", 401, { headers: { "webhook-signature": "" } }],
  ["a wrong signature", 401, { secret: `whsec_${randomBytes(32).toString("base64")}` }],
  [
    "the signature of another body",
    401,
    { headers: { "webhook-signature": sign(SECRET, "msg_1", nowSeconds(), "{}") } },
  ],
  ["301 seconds of age", 401, { at: nowSeconds() - 400 }],
  ["a time 301 seconds ahead", 401, { at: nowSeconds() + 400 }],
  ["an id with a dot", 400, { id: "msg.1" }],
  ["a time with a fraction", 400, { at: `${nowSeconds()}.5` }],
  ["a time with a sign", 400, { at: `+${nowSeconds()}` }],
  ["a huge signature", 401, { headers: { "webhook-signature": wide } }],
  ["a JSON array", 400, { body: "[]" }],
  ["a name that is a number", 400, { body: '{"domain_name":5}' }],
  ["no JSON", 400, { body: "hello" }],
  ["another account", 401, { account: randomUUID() }],
  ["an account that is no id", 401, { account: "main" }],
];

test.each(
  REFUSED,
)("%s is refused with %i, and nothing stands in the inbox", async (_what, status, sending) => {
  const before = (await inbox()).events;
  expect((await send(sending)).status).toBe(status);
  expect((await inbox()).events).toBe(before);
});

test("a body changed by one byte is refused, also by a BOM or other line ends", async () => {
  const body = '{"type":"x",\n"data":{}}';
  const signature = sign(SECRET, "msg_bytes", nowSeconds(), body);
  for (const other of [`\ufeff${body}`, body.replace("\n", "\r\n"), Buffer.from(body, "utf16le")])
    expect(
      (await send({ id: "msg_bytes", body: other, headers: { "webhook-signature": signature } }))
        .status,
    ).toBe(401);
});

test("a body above one MiB is refused before anything is proven", async () => {
  expect((await send({ body: Buffer.alloc(1024 * 1024 + 1, "x") })).status).toBe(413);
});

test("a flood of unproven events is turned away", async () => {
  const statuses: number[] = [];
  for (let each = 0; each < 70; each += 1)
    statuses.push((await send({ headers: { "webhook-signature": "v1,x" } })).status);
  expect(statuses.slice(0, 50)).toEqual(Array(50).fill(401));
  expect(statuses.at(-1)).toBe(429);
});
