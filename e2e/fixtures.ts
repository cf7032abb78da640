import { test as base, type ConsoleMessage, expect, type Page } from "@playwright/test";
import { ScriptClient } from "@/server/simulator/script-client";
import { TOKENS } from "@/server/simulator/world/accounts";
import { House, type Person } from "./house";
import { type Answer, HttpClient } from "./http-client";
import { SESSION_COOKIE, type Who, world } from "./world";

type Southgate = {
  readonly token: string;
  /** Adds so many names to those it owns. */
  readonly grow: (count: number) => Promise<void>;
};

type Fixtures = {
  /** Signs the browser in without the sign-in page. */
  signedInAs: (who: Who | Person) => Promise<void>;
  /** A caller of the interfaces with a session of its own; null calls without one. */
  callerAs: (who: Who | Person | null) => Promise<HttpClient>;
  /** The organisation at the registrar that owns nothing until a test gives it names: one test at a time. */
  southgate: Southgate;
  /** Every answer the test's callers got. None may be a 5xx when the test ends. */
  answers: Answer[];
};

type Shared = {
  demo: typeof world;
  /** The database, for what must stand before a test begins. */
  house: House;
  /** The registrar's side of the world. */
  simulator: ScriptClient;
};

export const test = base.extend<Fixtures, Shared>({
  demo: [world, { scope: "worker", option: true }],
  house: [
    async ({ demo }, use) => {
      const house = new House(demo);
      await use(house);
      await house.close();
    },
    { scope: "worker" },
  ],
  simulator: [
    async ({ demo }, use) => use(new ScriptClient(demo.simulatorUrl)),
    { scope: "worker" },
  ],

  answers: async ({ demo }, use) => {
    const answers: Answer[] = [];
    await use(answers);
    const faults = answers.filter(({ status }) => status >= 500);
    expect(faults, `${demo.url.host} answered with a fault of its own`).toEqual([]);
  },
  callerAs: async ({ house, demo, answers }, use) => {
    await use(async (who) => {
      const person = typeof who === "string" ? await house.person(who) : who;
      const cookie = person && (await house.openSession(person));
      return new HttpClient(demo.url, cookie, answers);
    });
  },
  signedInAs: async ({ house, demo, context }, use) => {
    await use(async (who) => {
      const person = typeof who === "string" ? await house.person(who) : who;
      const value = await house.openSession(person);
      await context.addCookies([
        { name: SESSION_COOKIE, value, url: demo.url.href, httpOnly: true, sameSite: "Lax" },
      ]);
    });
  },
  southgate: [
    async ({ house, simulator }, use) => {
      const token = TOKENS.stranger;
      // A name belongs to one account, so the next test must find them free.
      const clear = async () => {
        for (const account of await house.accountsWith(token)) await house.removeAccount(account);
      };
      const release = await house.alone("southgate");
      await clear();
      await use({
        token,
        grow: (count) => simulator.generate({ account: "Southgate Holdings", count }),
      });
      await clear();
      await release();
    },
    { timeout: 120_000 },
  ],
  page: async ({ page }, use) => {
    const told: string[] = [];
    watch(page, told);
    await use(page);
    expect(told, "the page had troubles").toEqual([]);
  },
});

export { expect };

/** Refusals are told as errors, although a page that is not there and a password that is wrong are as they should be. */
const REFUSED = /Failed to load resource: the server responded with a status of (\d+)/;

function isAsItShouldBe(message: ConsoleMessage): boolean {
  const status = REFUSED.exec(message.text())?.[1];
  if (status === "404") return true;
  return status === "401" && message.location().url.endsWith("/api/auth/callback/credentials");
}

/** A broken Content-Security-Policy is told by the browser as a console error. */
function watch(page: Page, told: string[]): void {
  page.on("pageerror", (error) => told.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !isAsItShouldBe(message))
      told.push(`console: ${message.text()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) told.push(`${response.status()} ${response.url()}`);
  });
}
