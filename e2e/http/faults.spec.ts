import { readFileSync } from "node:fs";
import path from "node:path";
import { ScriptClient } from "@/server/simulator/script-client";
import { TOKENS } from "@/server/simulator/world/accounts";
import { expect, test } from "../fixtures";
import { House } from "../house";
import { HttpClient, problemIn } from "../http-client";
import { OwnHouse, ownFolder } from "../own-house";

const NAMES = 250;
/** As many as the gateway asks for at once. */
const PER_PAGE = 100;

test("what kill -9 cuts off in the middle of a sync is whole after the next start", async () => {
  test.setTimeout(120_000);
  const folder = ownFolder();
  let own = await OwnHouse.start(folder.path);
  let house = new House(own.demo);
  try {
    const simulator = new ScriptClient(own.demo.simulatorUrl);
    const partner = await house.newPartner();
    const account = await house.newAccount(TOKENS.stranger, partner.id);
    await simulator.generate({ account: "Southgate Holdings", count: NAMES });
    await simulator.add({
      match: { path: "*/domain/domains", nth: 3 },
      action: { kind: "never_answer" },
    });
    await house.makeDue(account);
    await expect
      .poll(async () => (await simulator.scripts())[0]?.fired, { timeout: 20_000 })
      .toBe(1);

    await own.kill();
    await house.close();
    own = await OwnHouse.start(folder.path);
    house = new House(own.demo);
    const found = await house.namesOf(partner.id);
    // A page is written while the next one is asked for: the last one may be on its way, never half of it.
    const pages = found.length / PER_PAGE;
    expect([1, 2]).toContain(pages);
    expect(await house.runsOf(account)).toMatchObject([
      { state: "running", pages, added: found.length },
    ]);

    // The lease of the dead process has to run out first; that minute is not waited for.
    await house.endLease(account);
    const cron = new HttpClient(own.demo.url, null, []);
    const authorization = `Bearer ${own.demo.cronSecret}`;
    const next = async () => {
      await cron.send("/api/cron/sync", { headers: { authorization } });
      return house.runsOf(account);
    };
    await expect
      .poll(next, { timeout: 40_000 })
      .toMatchObject([{ state: "completed", checked: NAMES, added: NAMES, errors: 0 }]);
    const all = await house.namesOf(partner.id);
    expect(new Set(all).size).toBe(NAMES);
    expect(all).toEqual(expect.arrayContaining(found));
    expect(await house.countsOf(partner.id)).toEqual({
      names: NAMES,
      counted: NAMES,
      added: NAMES,
    });

    process.kill(
      Number(
        readFileSync(path.join(folder.path, "postgres/postmaster.pid"), "utf8").split("\n")[0],
      ),
      "SIGKILL",
    );
    const stranger = new HttpClient(own.demo.url, await house.strangersCookie(), []);
    await expect
      .poll(async () => (await stranger.send("/healthz")).status, { timeout: 15_000 })
      .toBe(503);
    const { text, headers } = await stranger.send("/healthz");
    expect(JSON.parse(text)).toEqual({
      status: "unavailable",
      reason: "the database or its queue does not answer",
    });
    expect(headers["retry-after"]).toMatch(/^\d+$/);
    expect(problemIn(await stranger.send("/api/v1/me"))).toMatchObject({
      status: 503,
      code: "unavailable",
    });
  } finally {
    await house.close();
    await own.stop();
    folder.remove();
  }
});
