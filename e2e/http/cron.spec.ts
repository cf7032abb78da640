import { z } from "zod";
import { expect, test } from "../fixtures";
import { type Answer, type HttpClient, problemIn } from "../http-client";

const PATH = "/api/cron/sync";

const Tick = z.object({
  accounts: z.array(z.object({ account: z.string(), outcome: z.string() })),
  left: z.int(),
  continued: z.boolean(),
});
const tickIn = ({ text }: Answer) => Tick.parse(JSON.parse(text));

test.describe("the cron route", () => {
  test("stays closed to whoever does not send the secret in its header", async ({
    callerAs,
    demo,
  }) => {
    const stranger = await callerAs(null);
    const admin = await callerAs("admin");
    const { cronSecret } = demo;
    const own = { origin: demo.url.origin };
    const refused: Record<string, Answer> = {
      "no secret": await stranger.send(PATH),
      "a wrong secret": await stranger.send(PATH, { headers: { authorization: "Bearer wrong" } }),
      "the secret in the query": await stranger.send(
        `${PATH}?secret=${cronSecret}&token=${cronSecret}`,
      ),
      "Bearer undefined": await stranger.send(PATH, {
        headers: { authorization: "Bearer undefined" },
      }),
      "an empty secret": await stranger.send(PATH, { headers: { authorization: "Bearer " } }),
      "another scheme": await stranger.send(PATH, {
        headers: { authorization: `Basic ${cronSecret}` },
      }),
      "half of it": await stranger.send(PATH, {
        headers: { authorization: `Bearer ${cronSecret.slice(0, 20)}` },
      }),
      "an administrator's session": await admin.send(PATH, { method: "POST", headers: own }),
      "the platform's mark": await stranger.send(PATH, { headers: { "x-vercel-cron": "1" } }),
    };
    for (const [how, answer] of Object.entries(refused))
      expect({ how, status: problemIn(answer).status }).toEqual({ how, status: 401 });
  });

  test("says in its refusal nothing about the secret", async ({ callerAs, demo }) => {
    const { text, headers } = await (await callerAs(null)).send(PATH);
    expect(text).not.toContain(demo.cronSecret);
    expect(headers["cache-control"]).toContain("no-store");
  });
});

test.describe("ticks", () => {
  // Both tests slow the same registrar down.
  test.describe.configure({ mode: "default" });
  test.afterEach(({ simulator }) => simulator.clearScripts());

  const tick = (caller: HttpClient, secret: string, method = "GET") =>
    caller.send(PATH, { method, headers: { authorization: `Bearer ${secret}` } });

  test("that overlap read an account once, and read every name of it", async ({
    callerAs,
    house,
    southgate,
    demo,
  }) => {
    await southgate.grow(40);
    const partner = await house.newPartner();
    const account = await house.newAccount(southgate.token, partner.id);
    const caller = await callerAs(null);
    await house.makeDue(account);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        tick(caller, demo.cronSecret, index % 2 === 0 ? "GET" : "POST"),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await expect
      .poll(() => house.runsOf(account), { timeout: 20_000 })
      .toEqual([expect.objectContaining({ state: "completed" })]);
    const [run] = await house.runsOf(account);
    expect(run?.added).toBe((await house.namesOf(partner.id)).length);
  });

  test("end within ten seconds, say what is left, and the following ones finish it", async ({
    callerAs,
    house,
    simulator,
    southgate,
    demo,
  }) => {
    test.setTimeout(60_000);
    const partner = await house.newPartner();
    const account = await house.newAccount(southgate.token, partner.id);
    await southgate.grow(400);
    await simulator.add({
      match: { method: "GET", path: "*/domain/domains" },
      action: { kind: "delay", ms: 4_000 },
      times: "always",
    });
    const caller = await callerAs(null);
    await house.makeDue(account);
    const startedAt = performance.now();
    const first = await tick(caller, demo.cronSecret);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(first.status).toBe(200);
    const said = tickIn(first);
    const isOpen = said.accounts.some(({ outcome }) => outcome !== "completed");
    expect(said.continued).toBe(isOpen);
    expect(said.left > 0).toBe(isOpen);
    await simulator.clearScripts();
    await expect
      .poll(
        async () => {
          await tick(caller, demo.cronSecret);
          return (await house.runsOf(account)).map(({ state }) => state);
        },
        { timeout: 40_000 },
      )
      .toEqual(["completed"]);
  });
});
