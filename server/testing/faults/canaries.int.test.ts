import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { REGISTRARS, type RegistrarKind } from "../../registrars/gateway";
import { ANA } from "../../registrars/rotld/loopback.cases";
import { BULK } from "../../simulator/dynadot/accounts";
import { NORTHWIND as RESELLER } from "../../simulator/logicboxes/accounts";
import { NORTHWIND as RO_REGISTRAR } from "../../simulator/rotld/accounts";
import type { ScriptInput } from "../../simulator/scripts";
import { TOKENS } from "../../simulator/world/accounts";
import { type Canary, leaksIn, walkedDatabase } from "../canaries";
import type { Outcome, Question } from "./callers";
import { type FaultyWorld, faultyWorld, healed, newHolding } from "./faulty-world";

const AUTH_CODE = "c4naryAuthCode77e1";
const CNP = ANA.fiscalCode ?? "";

/** What a registrar is sent and could repeat. A password that is only hashed, or signs, is never sent. */
const KEYS: Readonly<Record<RegistrarKind, string>> = {
  gandi: TOKENS.main,
  rotld: "",
  dynadot: BULK.key,
  resellerclub: RESELLER.key,
};
const CANARIES: readonly Canary[] = [
  ["token of Gandi", TOKENS.main],
  ["password of ROTLD", RO_REGISTRAR.password ?? ""],
  ["key of Dynadot", BULK.key],
  ["secret of Dynadot", BULK.secret],
  ["key of ResellerClub", RESELLER.key],
  ["auth code", AUTH_CODE],
  ["CNP", CNP],
];

let world: FaultyWorld;
const told: Outcome[] = [];
beforeAll(async () => {
  world = await faultyWorld();
});
afterAll(() => world.close());
beforeEach(() => healed(world));

const ORDER = { idempotencyKey: "k", periodYears: 1, expectedPriceMinor: 99_000 };
const FREE: Readonly<Record<RegistrarKind, string>> = {
  gandi: "sim-free-canary.com",
  rotld: "exemplu-canar.ro",
  dynadot: "sim-free-canary.com",
  resellerclub: "sim-free-canary.com",
};
const THEIRS: Readonly<Record<RegistrarKind, string>> = {
  gandi: "sim-taken-canary.com",
  rotld: "muzeul-satului-nou.ro",
  dynadot: "sim-taken-canary.com",
  resellerclub: "sim-taken-canary.com",
};

/** A purchase that carries what must not be seen again, and which of its requests carries it. */
const PURCHASES = ["register", "transferIn"] as const;
type Purchase = (typeof PURCHASES)[number];

function orderOf(registrar: RegistrarKind, method: Purchase): Question {
  const { account, currency } = newHolding(registrar);
  const contacts = { registrant: ANA };
  return method === "register"
    ? {
        account,
        name: FREE[registrar],
        ask: { method, request: { ...ORDER, currency, contacts, nameservers: [] } },
      }
    : {
        account,
        name: THEIRS[registrar],
        ask: { method, request: { ...ORDER, currency, contacts, authCode: AUTH_CODE } },
      };
}

/** At ROTLD a challenge comes first, and before a contact is made the name is looked up. */
function carrierOf(registrar: RegistrarKind, method: Purchase): NonNullable<ScriptInput["match"]> {
  if (registrar === "resellerclub" && method === "transferIn")
    return { method: "POST", path: "*/domains/transfer.json" };
  if (registrar !== "rotld") return { method: "POST" };
  return { path: "/rotld/", nth: method === "register" ? 3 : 2 };
}

/** A refusal in the registrar's own form, with words that repeat what was sent. */
const IN_WORDS: Readonly<Record<RegistrarKind, (words: string) => readonly unknown[]>> = {
  gandi: (words) => [
    { code: 400, message: words, object: "HTTPBadRequest", cause: "Bad Request" },
    { status: "error", errors: [{ location: "body", name: "authinfo", description: words }] },
    { status: "error", errors: [{ location: "body", name: words, description: "wrong" }] },
  ],
  rotld: (words) => [{ error: 1, result_code: "50129", result_message: words, data: {} }],
  dynadot: (words) => [{ code: 400, message: "Bad Request", error: { description: words } }],
  resellerclub: (words) => [
    { status: "ERROR", message: words },
    { status: "error", error: words },
    { status: "Failed", actionstatus: "Failed", actionstatusdesc: words },
    { status: "ERROR", message: `{auth-code=${words}}` },
  ],
};

/** Every way of repeating `words`: in a refusal, on a page, in a header, in what is no JSON. */
function echoesOf(registrar: RegistrarKind, words: string): ScriptInput["action"][] {
  const kind = "status" as const;
  const html = { "content-type": "text/html" };
  const location = `/elsewhere?${encodeURIComponent(words)}`;
  return [
    ...IN_WORDS[registrar](words).flatMap((body) =>
      [200, 400, 500].map((status) => ({ kind, status, body })),
    ),
    { kind, status: 401, body: `<p>${words}</p>`, headers: html },
    { kind, status: 502, body: `<p>${words}</p>`, headers: html },
    { kind, status: 200, body: `"${words}`, headers: { "content-type": "application/json" } },
    { kind, status: 307, body: "", headers: { location } },
    { kind, status: 429, body: words, headers: { "retry-after": words } },
  ];
}

describe.each(REGISTRARS)("what %s repeats of", (registrar) => {
  test.each(PURCHASES)("a purchase (%s) is told to nobody", async (method) => {
    const secret = method === "transferIn" ? AUTH_CODE : registrar === "rotld" ? CNP : "";
    const words = `${KEYS[registrar]} refused ${secret}`;
    const asked = echoesOf(registrar, words);
    for (const [at, action] of asked.entries()) {
      await world.simulator.script.reset();
      await world.simulator.script.add({
        match: carrierOf(registrar, method),
        action,
        times: "always",
      });
      const outcome = await world.callers[at % 3 === 0 ? 0 : 1].ask(orderOf(registrar, method));
      expect(outcome.ok).toBe(false);
      told.push(outcome);
      const [script] = await world.simulator.script.scripts();
      expect(script?.fired).toBeGreaterThan(0);
      expect({ action, leaks: leaksIn(JSON.stringify(outcome), CANARIES) }).toEqual({
        action,
        leaks: [],
      });
    }
  });
});

test("none of it stands in the database, or in what the processes printed", async () => {
  expect(told.length).toBeGreaterThan(60);
  const good = newHolding("gandi");
  const code = await world.callers[2].ask({ ...good, ask: { method: "readAuthCode" } });
  if (!code.ok || !("authCode" in code.value)) throw new Error(JSON.stringify(code));
  const canaries: Canary[] = [...CANARIES, ["auth code that was read", code.value.authCode]];
  const sql = postgres(world.database.urls.app, {
    max: 1,
    connection: { role: "namekeep_app", "app.partner": "*" },
  });
  const { leaks, tables } = await walkedDatabase(sql, canaries);
  await sql.end();
  expect(tables).toContain("public.circuit_breakers");
  expect(leaks).toEqual([]);
  for (const { printed } of world.callers) expect(leaksIn(printed, canaries)).toEqual([]);
});
