import { hashPassword } from "@/server/auth/password";
import { secretOf as codeOfLogicBoxes } from "@/server/simulator/logicboxes/world";
import { ScriptClient } from "@/server/simulator/script-client";
import { authCodeOf } from "@/server/simulator/world/build-domain";
import { type Canary, leaksIn, walkedDatabase } from "@/server/testing/canaries";
import { KINDS, RIGHT, SENT, WRONG } from "../canaries/credentials";
import { sendEvents } from "../canaries/events";
import { FAULTS, PREFIXES } from "../canaries/faults";
import { type Ground, Planted, plantAccount } from "../canaries/ground";
import { plantBehindProxy, readAll } from "../canaries/readings";
import { callActions, placesOf, signIn, visitAll } from "../canaries/visits";
import { expect, test } from "../fixtures";
import { type Account, House } from "../house";
import { HttpClient } from "../http-client";
import { OwnHouse, ownFolder } from "../own-house";

type Name = { readonly name: string; readonly accountId: string };

/**
 * Reads accounts at every registrar with these keys while it answers with all kinds of faults, which repeat the
 * keys they were sent.
 */
async function readThroughFaults(
  ground: Ground,
  credentials: typeof RIGHT | typeof WRONG,
): Promise<Account[]> {
  const { simulator } = ground;
  const accounts = await Promise.all(
    KINDS.map((kind) => plantAccount(ground, kind, credentials[kind])),
  );
  await readAll(ground, accounts);
  for (const round of FAULTS) {
    await simulator.clearScripts();
    for (const kind of KINDS)
      await simulator.add({
        match: { path: `${PREFIXES[kind]}/*` },
        action: round(SENT[kind](credentials)),
        times: "always",
      });
    await readAll(ground, accounts);
  }
  await simulator.clearScripts();
  return accounts;
}

/** A name of each account, whose code for a transfer nobody may see. */
async function namesRead({ house, planted }: Ground): Promise<readonly Name[]> {
  const names = await house.sql<Name[]>`
    select distinct on (account_id) name, account_id as "accountId" from domains
    order by account_id, name`;
  planted.others.push(
    ...names.flatMap(({ name }): Canary[] => [
      [`auth code of ${name}`, authCodeOf(name)],
      [`auth code of ${name} at LogicBoxes`, codeOfLogicBoxes(name)],
    ]),
  );
  expect(names.length).toBeGreaterThan(3);
  return names;
}

/** Everybody looks at everything, with cookies that are good, bad and none. */
async function lookEverywhere(
  ground: Ground,
  cookie: string,
  places: readonly string[],
): Promise<void> {
  const { own, house, planted, answers } = ground;
  const ofAdmin = await house.openSession(await house.person("admin"), planted.sessionToken);
  planted.others.push(["cookie of a session", cookie], ["cookie of another", ofAdmin]);
  await visitAll(ground, cookie, places);
  await visitAll(ground, ofAdmin, places.slice(0, 12));
  for (const who of ["staff", "acme"] as const)
    await visitAll(ground, await house.openSession(await house.person(who)), places);
  await visitAll(ground, planted.sessionToken, places.slice(0, 3));
  const stranger = new HttpClient(own.demo.url, null, answers);
  for (const place of ["/api/cron/sync", "/api/v1/me", "/api/v1/domains"])
    await stranger.send(place, { headers: { authorization: `Bearer ${planted.eventCode}` } });
}

/** What screens send: keys to test, preview and save, new keys, secrets of events, and whom to act on. */
const inputsFor = ({ planted }: Ground, accounts: readonly Account[]): unknown[] => [
  ...KINDS.flatMap((registrar, at) => {
    const credential = WRONG[registrar];
    return [
      { registrar, endpoint: "simulator", credential },
      { registrar, endpoint: "simulator", credential, name: "New", defaultPartnerId: null },
      { accountId: accounts[at]?.id, credential },
    ];
  }),
  {
    accountId: accounts[0]?.id,
    proxy: { url: "http://127.0.0.1:1", username: "u", password: planted.proxyPassword },
  },
  { accountId: accounts[0]?.id, scheme: "hub", secret: planted.webhookSecret },
  { accountId: accounts[0]?.id },
];

test("what is secret is never printed, told, queued or kept, whatever happens", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const folder = ownFolder();
  const own = await OwnHouse.start(folder.path);
  const house = new House(own.demo);
  const simulator = new ScriptClient(own.demo.simulatorUrl);
  const ground: Ground = { own, house, simulator, planted: new Planted(own), answers: [] };
  const { planted, answers } = ground;
  let seen = "";
  try {
    await simulator.settings({ requestsPerMinute: 1_000_000 });
    await simulator.generate({ account: "Southgate Holdings", count: 10 });
    const accounts = [
      ...(await readThroughFaults(ground, RIGHT)),
      ...(await readThroughFaults(ground, WRONG)),
      await plantBehindProxy(ground),
    ];
    const names = await namesRead(ground);
    for (const { accountId, name } of names.slice(0, 1)) await sendEvents(ground, accountId, name);
    const person = await house.newPerson("admin");
    const passwordHash = await hashPassword(planted.password);
    await house.sql`update users set password_hash = ${passwordHash} where id = ${person.id}`;
    const signedIn = await signIn(browser, ground, person);
    seen = signedIn.seen;
    const places = placesOf(
      accounts,
      names.map(({ name }) => name),
    );
    await lookEverywhere(ground, signedIn.cookie, places);
    expect(await callActions(ground, inputsFor(ground, accounts))).toBeGreaterThan(0);
    await visitAll(ground, signedIn.cookie, ["/audit", "/api/v1/audit", "/settings/accounts"]);

    const { leaks, tables, unread } = await walkedDatabase(house.sql, planted.all);
    expect(leaks).toEqual([]);
    expect(tables).toEqual(
      expect.arrayContaining([
        "public.registrar_accounts",
        "public.audit_entries",
        "pgboss.job_common",
      ]),
    );
    expect(unread.filter((name) => !name.startsWith("drizzle."))).toEqual([]);
  } finally {
    await house.close();
    await own.stop();
    folder.remove();
  }
  expect(answers.length).toBeGreaterThan(300);
  for (const { text, headers } of answers) {
    // A cookie is told to whom it belongs.
    const { "set-cookie": _own, ...others } = headers;
    const leaks = leaksIn(text + JSON.stringify(others), planted.all);
    expect({ leaks, text: leaks.length > 0 ? text.slice(0, 500) : "" }).toEqual({
      leaks: [],
      text: "",
    });
  }
  expect(leaksIn(seen, planted.all)).toEqual([]);
  expect(leaksIn(own.printed(), planted.all)).toEqual([]);
});
