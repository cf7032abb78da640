import type { Page } from "@playwright/test";
import type { ScriptClient } from "@/server/simulator/script-client";
import { TOKENS } from "@/server/simulator/world/accounts";
import { findingsInBoth } from "./axe";
import { expect, test } from "./fixtures";
import type { Account, House, Partner } from "./house";
import { SESSION_COOKIE } from "./world";

const NAMES = 300;
/** One in twenty. */
const FAILING = 15;
const HOSTS = "ns1.fernway-dns.net\nns2.fernway-dns.org";
/** A registrar takes some hundred calls a minute, and each name needs three. */
const LONG_MS = 600_000;

type Ground = { readonly partner: Partner; readonly account: Account };

let ground: Ground;

test.describe.configure({ mode: "default", timeout: LONG_MS });

test.beforeAll(async ({ house, simulator }) => {
  test.setTimeout(LONG_MS);
  ground = await prepare(house, simulator);
});
test.afterAll(({ house }) => clear(house));

/** A name belongs to one account, so a run that was broken off must leave none. */
async function clear(house: House): Promise<void> {
  for (const account of await house.accountsWith(TOKENS.eastgate))
    await house.removeAccount(account);
}

/** A partner with so many names in an account that may change them. */
async function prepare(house: House, simulator: ScriptClient): Promise<Ground> {
  await clear(house);
  await simulator.settings({ requestsPerMinute: 1_000_000, completionDelayMs: 0 });
  await simulator.generate({ account: "Eastgate Holdings", count: NAMES });
  const partner = await house.newPartner();
  const account = await house.newAccount(TOKENS.eastgate, partner.id);
  await house.sql`
    update registrar_accounts set mode = 'full', paid_calls_at = now() where id = ${account.id}`;
  await house.makeDue(account);
  await expect
    .poll(async () => (await house.runsOf(account)).at(-1)?.state, { timeout: 120_000 })
    .toBe("completed");
  // A generator that ran before has left its names there too.
  await house.sql`
    update domains set partner_id = null where account_id = ${account.id} and name not in (
      select name from domains where account_id = ${account.id}
      order by substring(name from '-([0-9]{6})[.]') desc limit ${NAMES})`;
  return { partner, account };
}

/** Names of the partner that can be locked, as they are locked now. */
async function lockedNames(house: House, most: number): Promise<string[]> {
  const rows = await house.sql<{ name: string }[]>`
    select name from domains where partner_id = ${ground.partner.id} and lock_state = 'locked'
      and tld = 'com' and lifecycle = 'active' and expires_at > now() + interval '60 days'
    order by name limit ${most}`;
  return rows.map(({ name }) => name);
}

/** Names whose nameservers were told: only for them is there a way back. */
async function knownNames(house: House, most: number): Promise<string[]> {
  const rows = await house.sql<{ name: string }[]>`
    select name from domains where partner_id = ${ground.partner.id} and nameservers is not null
    order by name limit ${most}`;
  return rows.map(({ name }) => name);
}

const card = (page: Page, title: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: title, level: 2 }) });

/** Starts the plan on the screen, typing whatever it asks for. */
async function start(page: Page, button: RegExp): Promise<void> {
  const typed = page.getByRole("textbox", { name: /to confirm/ });
  // New nameservers are looked at in the DNS first: until then nothing can be started.
  await page.getByRole("button", { name: button }).waitFor();
  if (await typed.isVisible()) {
    const label = await page.getByText(/^Type .+ to confirm/).textContent();
    await typed.fill(/^Type (.+) to confirm/.exec(label ?? "")?.[1] ?? "");
  }
  await page.getByRole("button", { name: button }).click();
}

/** Whether it has started: only then a reload leaves nothing behind. */
const hasStarted = (page: Page) =>
  expect(page.getByRole("heading", { name: /^(?:Running|Result)$/, level: 2 })).toBeVisible({
    timeout: 30_000,
  });

const hasEnded = (page: Page) =>
  expect(page.getByRole("heading", { name: "Result", level: 2 })).toBeVisible({ timeout: 180_000 });

/** Every look of what is on the screen: both themes, on a desk and on a phone. */
async function isAccessible(page: Page): Promise<void> {
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect({ width, found: await findingsInBoth(page) }).toEqual({ width, found: [] });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("an unlocked name is lent: it asks who is there, counts down, and locks itself again", async ({
  page,
  house,
  context,
  demo,
}) => {
  const [name = ""] = await lockedNames(house, 1);
  const value = await house.openOldSession(await house.person("staff"));
  await context.addCookies([{ name: SESSION_COOKIE, value, url: demo.url.href }]);
  await page.goto(`/domains/${name}`);
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Unlock/ }).check();
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByRole("textbox", { name: /What for/ })).toHaveAttribute(
    "aria-invalid",
    "true",
  );
  await dialog.getByRole("textbox", { name: /What for/ }).fill("a transfer to Gandi");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  await page.reload();
  await start(page, /^Unlock 1 name$/);
  await dialog.getByLabel("Your password", { exact: true }).fill("demo demo demo");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await hasEnded(page);

  await page.goto(`/domains/${name}`);
  const main = page.getByRole("main");
  await expect(main).toContainText("For: a transfer to Gandi. It locks itself again in");
  await house.sql`
    update lock_leases set until = now() - interval '1 second'
    where ended_at is null and domain_id = (select id from domains where name = ${name})`;
  await expect
    .poll(
      async () => {
        const [row] = await house.sql`select lock_state from domains where name = ${name}`;
        return row?.lock_state;
      },
      { timeout: 60_000 },
    )
    .toBe("locked");
  await page.reload();
  await expect(main).not.toContainText("It locks itself again");
});

test("what a customer pays for waits for a second person, and starts only then", async ({
  page,
  house,
  signedInAs,
  browser,
  demo,
}) => {
  const [name = ""] = await lockedNames(house, 1);
  await signedInAs(await house.newPerson("customer", ground.partner.id));
  await page.goto(`/domains/${name}`);
  await page.keyboard.press("r");
  await page.getByRole("dialog").getByRole("button", { name: "Preview" }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  await expect(page.getByText("A second person must approve this before it starts.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Renew 1 name/ })).toHaveCount(0);
  await page.reload();

  const second = await browser.newContext({ baseURL: demo.url.href });
  const value = await house.openSession(await house.newPerson("staff"));
  await second.addCookies([{ name: SESSION_COOKIE, value, url: demo.url.href }]);
  const other = await second.newPage();
  await other.goto("/plans?waiting=true");
  const id = new URL(page.url()).pathname.split("/").at(-1);
  await other.locator(`a[href^="/plans/${id}"]`).click();
  await other.getByRole("textbox", { name: /^Reason/ }).fill("The owner asked for it.");
  await other.reload();
  await other.getByRole("button", { name: "Approve" }).click();
  await expect(other.getByText(/^Approved by /)).toBeVisible();
  await second.close();

  await expect(page.getByText(/^Approved by /)).toBeVisible({ timeout: 20_000 });
  await start(page, /^Renew 1 name for 1 year, \d+\.\d\d EUR$/);
  await hasStarted(page);
  await page.reload();
  await hasEnded(page);
  await expect(card(page, "Result")).toContainText("Seen at the registrar");
  await page.goto(`/operations?name=${name}&kind=renew`);
  await expect(page.getByRole("main").getByRole("row").nth(1)).toContainText(
    "Seen at the registrar",
  );
});

test("three hundred names get new nameservers: what fails is retried by cause, and undone", async ({
  page,
  house,
  simulator,
  signedInAs,
}) => {
  const failing = await knownNames(house, FAILING);
  expect(failing).toHaveLength(FAILING);
  const words = failing.map((name) => name.replaceAll(".", "\\.")).join("|");
  await simulator.add({
    match: { method: "PUT", path: `re:^/v5/domain/domains/(${words})/nameservers$` },
    times: FAILING,
    action: { kind: "status", status: 403, body: { message: "Held by the abuse desk." } },
  });
  // Slow enough to be seen at work, and to be held.
  await simulator.add({
    match: { method: "PUT", path: "/v5/domain/domains/*/nameservers" },
    times: NAMES - FAILING,
    action: { kind: "delay", ms: 2_000 },
  });
  await signedInAs("staff");
  await page.goto(`/domains?partner=${ground.partner.id}`);
  await page.getByRole("table").getByRole("checkbox").first().check();
  await page.getByRole("button", { name: `Select all ${NAMES} that match` }).click();
  await page.getByRole("button", { name: "Change…" }).click();
  await page.getByRole("menuitem", { name: "Nameservers…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Nameservers" }).fill(HOSTS);
  await dialog.getByRole("button", { name: "Preview" }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  const address = page.url();
  await page.reload();
  await expect(card(page, "Preview")).toContainText(`${NAMES} selected·${NAMES} change`);
  await isAccessible(page);

  await start(page, /^Set the nameservers of 300 names$/);
  await expect(
    page.getByRole("heading", { name: "Running", level: 2 }).locator("span"),
  ).toBeFocused();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("heading", { name: "Paused", level: 2 })).toBeVisible();
  await expect(page).toHaveTitle(/of 300, Nameservers of 300 names/);
  await isAccessible(page);

  const tray = page.getByRole("complementary", { name: "Plans at work" });
  await page.goto("/audit");
  await expect(tray).toContainText("Paused");
  await page.reload();
  await tray.getByRole("link", { name: "Nameservers of 300 names" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Running", level: 2 })).toBeVisible();
  await page.goto("/audit");
  await expect(tray).toContainText("15 failed", { timeout: 240_000 });
  await tray.getByRole("link", { name: "Nameservers of 300 names" }).click();
  await page.waitForURL(address);
  await hasEnded(page);
  await expect(page).toHaveTitle(/15 failed, Nameservers/);
  const failures = card(page, `Not allowed: ${FAILING} names`);
  await expect(failures).toContainText("Held by the abuse desk.");
  await isAccessible(page);

  await failures.getByRole("button", { name: "Retry these" }).click();
  await page.waitForURL((url) => url.href !== address && url.pathname.startsWith("/plans/"));
  const again = page.url();
  await expect(page.getByRole("main")).toContainText("once more what failed in another plan");
  await page.reload();
  await start(page, /^Set the nameservers of 15 names$/);
  await hasEnded(page);
  await page.getByRole("button", { name: "Plan the way back" }).click();
  await page.waitForURL((url) => url.href !== again && url.pathname.startsWith("/plans/"));
  await expect(page.getByRole("main")).toContainText("the way back of another plan");
  await start(page, /^Set back the nameservers of 15 names$/);
  await hasEnded(page);

  const left = await house.sql<{ name: string }[]>`
    select name from domains where partner_id = ${ground.partner.id}
      and nameservers is distinct from ${HOSTS.split("\n")}::text[] order by name`;
  expect(left.map(({ name }) => name)).toEqual(failing);
  await page.goto("/operations?state=failed");
  await expect(page.getByRole("main").getByRole("row").nth(1)).toContainText("Failed");
  await isAccessible(page);
  await page.getByRole("main").getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page.getByRole("dialog")).toContainText("What happened");
  await isAccessible(page);
});
