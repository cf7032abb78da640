import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Browser } from "@playwright/test";
import { z } from "zod";
import { parseCredentialKeys } from "@/server/kernel/credential-keys";
import { seal } from "@/server/kernel/seal";
import { newToken } from "@/server/kernel/tokens";
import type { RegistrarKind } from "@/server/registrars/gateway";
import { BULK } from "@/server/simulator/dynadot/accounts";
import { NORTHWIND as RESELLER } from "@/server/simulator/logicboxes/accounts";
import { NORTHWIND as RO_REGISTRAR } from "@/server/simulator/rotld/accounts";
import type { ScriptClient } from "@/server/simulator/script-client";
import type { ScriptInput } from "@/server/simulator/scripts";
import { TOKENS } from "@/server/simulator/world/accounts";
import type { Canary } from "@/server/testing/canaries";
import { expect } from "./fixtures";
import type { Account, House, Person } from "./house";
import { type Answer, HttpClient } from "./http-client";
import type { OwnHouse } from "./own-house";
import { SESSION_COOKIE } from "./world";

/** Signs that are written in another way in addresses, HTML, JSON and SQL, so that escaping hides nothing. */
const secretOf = (what: string) => `c4nary/${what}&+~'"<${randomUUID()}>`;

/** Keys nobody knows at the simulator, and those it takes. */
export const WRONG = {
  gandi: { token: secretOf("gandi") },
  rotld: { registrarId: "sim-reg-canary", password: secretOf("rotld") },
  dynadot: { key: secretOf("dynadot-key"), secret: secretOf("dynadot-secret") },
  resellerclub: { userId: "740999", apiKey: secretOf("resellerclub") },
} satisfies Record<RegistrarKind, Record<string, string>>;
export const RIGHT = {
  gandi: { token: TOKENS.stranger },
  rotld: { registrarId: RO_REGISTRAR.id, password: RO_REGISTRAR.password ?? "" },
  dynadot: { key: BULK.key, secret: BULK.secret, level: "bulk" },
  resellerclub: { userId: RESELLER.userId, apiKey: RESELLER.key },
} satisfies Record<RegistrarKind, Record<string, string>>;
export const KINDS = Object.keys(WRONG) as RegistrarKind[];

const NO_SECRET = new Set(["registrarId", "userId", "level"]);
const secretsIn = (credentials: Record<string, Record<string, string>>): Canary[] =>
  Object.entries(credentials).flatMap(([registrar, fields]) =>
    Object.entries(fields)
      .filter(([field]) => !NO_SECRET.has(field))
      .map(([field, secret]): Canary => [`${field} at ${registrar}`, secret]),
  );

/** What is planted in one house, and where it was told what it should keep to itself. */
export class Planted {
  readonly webhookSecret = secretOf("webhook");
  readonly password = secretOf("password");
  readonly wrongPassword = secretOf("wrong-password");
  readonly sessionToken = newToken();
  readonly eventCode = secretOf("event-auth-code");
  readonly proxyPassword = secretOf("proxy-password");
  readonly cnp = "2990101226784";
  readonly others: Canary[] = [];

  constructor(private readonly own: OwnHouse) {}

  get all(): Canary[] {
    const { demo } = this.own;
    return [
      ...secretsIn(WRONG),
      ...secretsIn(RIGHT),
      ["secret of events", this.webhookSecret],
      ["password of a proxy", this.proxyPassword],
      ["password", this.password],
      ["wrong password", this.wrongPassword],
      ["session token", this.sessionToken],
      ["auth code in an event", this.eventCode],
      ["CNP", this.cnp],
      ["secret of cookies", demo.authSecret],
      ["secret of cron", demo.cronSecret],
      ["key of credentials", demo.credentialKeys.replace(/^\d+:/, "")],
      ...this.others,
    ];
  }
}

/** One demo, everything that was planted in it, and every answer it gave. */
export type Ground = {
  readonly own: OwnHouse;
  readonly house: House;
  readonly simulator: ScriptClient;
  readonly planted: Planted;
  readonly answers: Answer[];
};

export async function plantAccount(
  { own, house }: Ground,
  registrar: RegistrarKind,
  credential: Record<string, string>,
): Promise<Account> {
  const keys = parseCredentialKeys(own.demo.credentialKeys);
  if (!keys) throw new Error("The demo has no credential keys.");
  const id = randomUUID();
  const name = `${registrar} ${id.slice(0, 8)}`;
  const sealed = seal(
    keys.byVersion,
    JSON.stringify(credential),
    `registrar_accounts|credential|${id}`,
  );
  await house.sql`
    insert into registrar_accounts (id, name, registrar, endpoint, credential, credential_hint)
    values (${id}, ${name}, ${registrar}, 'simulator', ${sealed}, 'hint')`;
  return { id, name };
}

/** An account that is reached through a proxy which may not be: its password is opened, and goes nowhere. */
export async function plantBehindProxy(ground: Ground): Promise<Account> {
  const { own, house, planted } = ground;
  const account = await plantAccount(ground, "gandi", WRONG.gandi);
  const keys = parseCredentialKeys(own.demo.credentialKeys);
  if (!keys) throw new Error("The demo has no credential keys.");
  const place = `registrar_accounts|proxy_password|${account.id}`;
  await house.sql`
    update registrar_accounts set proxy_url = 'http://127.0.0.1:1', proxy_username = 'canary',
      proxy_password = ${seal(keys.byVersion, planted.proxyPassword, place)}
    where id = ${account.id}`;
  await readAll(ground, [account]);
  return account;
}

/** A registrar would repeat what it was sent by one account to that account alone, so no other may ask meanwhile. */
async function parkOthers(house: House, ids: readonly string[]): Promise<void> {
  await house.sql`
    update registrar_accounts set next_sync_at = '2999-01-01' where id <> all(${ids})`;
  const running = async () => {
    const rows = await house.sql`
      select id from sync_runs where finished_at is null and account_id <> all(${ids})`;
    return rows.length;
  };
  await expect.poll(running, { timeout: 30_000 }).toBe(0);
}

/** Has cron read the accounts, and waits until each has been read once more. */
export async function readAll(
  { own, house, answers }: Ground,
  accounts: readonly Account[],
): Promise<void> {
  const ids = accounts.map(({ id }) => id);
  const finished = async () => {
    const rows = await house.sql<{ id: string; runs: number }[]>`
      select a.id, count(r.id)::int as runs from registrar_accounts a
      left join sync_runs r on r.account_id = a.id and r.finished_at is not null
      where a.id = any(${ids}) group by a.id`;
    return new Map(rows.map(({ id, runs }) => [id, runs]));
  };
  await parkOthers(house, ids);
  const before = await finished();
  await house.sql`delete from circuit_breakers`;
  await house.sql`update registrar_accounts set next_sync_at = now() where id = any(${ids})`;
  const cron = new HttpClient(own.demo.url, null, answers);
  const authorization = `Bearer ${own.demo.cronSecret}`;
  await expect
    .poll(
      async () => {
        await cron.send("/api/cron/sync", { headers: { authorization } });
        const after = await finished();
        return ids.filter((id) => (after.get(id) ?? 0) <= (before.get(id) ?? 0));
      },
      { timeout: 40_000 },
    )
    .toEqual([]);
}

/** Where each simulated registrar is reached. */
export const PREFIXES: Readonly<Record<RegistrarKind, string>> = {
  gandi: "/v5",
  rotld: "/rotld",
  dynadot: "/dynadot",
  resellerclub: "/logicboxes",
};

/** What a registrar is sent, and could repeat. A password that is only hashed, or signs, it never gets. */
export const SENT: Readonly<
  Record<RegistrarKind, (credentials: typeof WRONG | typeof RIGHT) => string>
> = {
  gandi: ({ gandi }) => gandi.token,
  rotld: ({ rotld }) => rotld.registrarId,
  dynadot: ({ dynadot }) => dynadot.key,
  resellerclub: ({ resellerclub }) => resellerclub.apiKey,
};

type Fault = (words: string) => ScriptInput["action"];
const kind = "status" as const;
const html = { "content-type": "text/html" };

/** What a registrar may answer with: refusals in every form, pages, half an answer and none, repeating `words`. */
export const FAULTS: readonly Fault[] = [
  (words) => ({
    kind,
    status: 400,
    body: { code: 400, status: "ERROR", message: words, error: { description: words } },
  }),
  (words) => ({ kind, status: 401, body: `<p>${words}</p>`, headers: html }),
  (words) => ({
    kind,
    status: 200,
    body: {
      error: 1,
      result_code: "50129",
      result_message: words,
      status: "error",
      authinfo: words,
    },
  }),
  (words) => ({ kind, status: 502, body: `<p>${words}</p>`, headers: html }),
  (words) => ({
    kind,
    status: 307,
    body: "",
    headers: { location: `/x?${encodeURIComponent(words)}` },
  }),
  (words) => ({ kind, status: 200, body: `{"message":${JSON.stringify(words)}`, headers: html }),
  () => ({ kind: "cut", afterBytes: 10 }),
];

/** A sender of events of an account whose secret is planted. */
async function senderFor({ own, house, planted, answers }: Ground, accountId: string) {
  const keys = parseCredentialKeys(own.demo.credentialKeys);
  if (!keys) throw new Error("The demo has no credential keys.");
  const id = randomUUID();
  const place = `webhook_secrets|secret|${id}`;
  const sealed = seal(keys.byVersion, planted.webhookSecret, place);
  await house.sql`
    insert into webhook_secrets (id, account_id, scheme, secret, hint)
    values (${id}, ${accountId}, 'standard', ${sealed}, 'hint')`;
  const sender = new HttpClient(own.demo.url, null, answers);
  return async (body: string, key: string, deliveryId: string): Promise<number> => {
    const at = String(Math.floor(Date.now() / 1000));
    const mac = createHmac("sha256", key).update(`${deliveryId}.${at}.${body}`).digest("base64");
    const headers = {
      "content-type": "application/json",
      "webhook-id": deliveryId,
      "webhook-timestamp": at,
      "webhook-signature": `v1,${mac}`,
      authorization: `Bearer ${planted.eventCode}`,
    };
    return (await sender.send(`/api/webhooks/${accountId}`, { method: "POST", body, headers }))
      .status;
  };
}

/** Sends events about a name: ones that are proven, and every kind that is not taken; waits until they are handled. */
export async function sendEvents(ground: Ground, accountId: string, name: string): Promise<void> {
  const { house, planted } = ground;
  const { webhookSecret, eventCode, cnp } = planted;
  const send = await senderFor(ground, accountId);
  const event = (fields: object) =>
    JSON.stringify({ type: "domain.renewed", data: fields, cnp, key: webhookSecret });
  const body = event({ domain: name, auth_code: eventCode });
  const unknown = event({ fqdn: "nobodys-name.com", auth_code: eventCode });
  expect(await send(body, webhookSecret, "delivery-1")).toBe(200);
  expect(await send(body, webhookSecret, "delivery-1")).toBe(200);
  expect(await send(`${body} `, webhookSecret, "delivery-1")).toBe(409);
  expect(await send(body, "another secret", "delivery-2")).toBe(401);
  expect(await send(`[${eventCode}`, webhookSecret, "delivery-3")).toBe(400);
  expect(await send(unknown, webhookSecret, "delivery-4")).toBe(200);
  const open = async () => {
    const rows = await house.sql`select id from webhook_events where handled_at is null`;
    return rows.length;
  };
  await expect.poll(open, { timeout: 30_000 }).toBe(0);
}

/** Calls every server action of the build, known or not, with what one of them is meant for. */
export async function callActions(ground: Ground, inputs: readonly unknown[]): Promise<number> {
  const { own, house, answers } = ground;
  const manifest = z.object({ node: z.record(z.string(), z.unknown()) });
  const text = readFileSync(".next/server/server-reference-manifest.json", "utf8");
  const ids = Object.keys(manifest.parse(JSON.parse(text)).node);
  expect(ids.length).toBeGreaterThan(20);
  let done = 0;
  for (const id of ids) {
    // One of them ends the session it is called with, and tests are counted by person.
    const cookie = await house.openSession(await house.newPerson("admin"));
    const caller = new HttpClient(own.demo.url, cookie, answers);
    for (const input of inputs) {
      const answer = await caller.send("/settings/accounts/new", {
        method: "POST",
        headers: {
          "next-action": id,
          "content-type": "text/plain;charset=UTF-8",
          origin: own.demo.url.origin,
        },
        body: JSON.stringify([input]),
      });
      if (answer.text.includes('"ok":true')) done += 1;
    }
  }
  return done;
}

/** Signs in as a person would, with a wrong password and with the right one, and hands back what was seen. */
export async function signIn(
  browser: Browser,
  { own, planted }: Ground,
  { email }: Person,
): Promise<{ seen: string; cookie: string }> {
  const page = await browser.newPage({ baseURL: own.demo.url.href });
  let seen = "";
  page.on("console", (message) => {
    seen += message.text();
  });
  for (const password of [planted.wrongPassword, planted.password]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    const answered = page.waitForResponse(/callback\/credentials/);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await answered;
    seen += page.url();
  }
  await page.waitForURL((url) => url.pathname === "/");
  seen += await page.content();
  const cookies = await page.context().cookies();
  await page.close();
  return { seen, cookie: cookies.find(({ name }) => name === SESSION_COOKIE)?.value ?? "" };
}

/** Every page and every interface that tells of accounts, names, people and what was done. */
export const placesOf = (accounts: readonly Account[], names: readonly string[]): string[] => [
  "/",
  "/domains",
  "/sync",
  "/audit",
  "/settings/accounts",
  "/settings/accounts/new",
  "/settings/people",
  "/settings/partners",
  "/settings/sessions",
  "/api/v1/me",
  "/api/v1/me/sessions",
  "/api/v1/accounts",
  "/api/v1/domains",
  "/api/v1/domains/export?format=csv",
  "/api/v1/domains/export?format=json",
  "/api/v1/domains/facets",
  "/api/v1/domains/overview",
  "/api/v1/audit",
  "/api/v1/audit/export",
  "/api/v1/audit/actors",
  "/api/v1/sync/runs",
  "/api/v1/users",
  "/api/v1/partners",
  "/api/v1/no-such-place",
  ...accounts.flatMap(({ id }) => [`/settings/accounts/${id}`, `/api/v1/accounts/${id}`]),
  ...names.flatMap((name) => [`/domains/${name}`, `/api/v1/domains/${name}`]),
];

export async function visitAll(
  ground: Ground,
  cookie: string | null,
  places: readonly string[],
): Promise<void> {
  const caller = new HttpClient(ground.own.demo.url, cookie, ground.answers);
  for (const place of places) {
    await caller.send(place);
    if (!place.startsWith("/api/")) await caller.fetchPage(place);
  }
}
