import type { Locator, Page } from "@playwright/test";
import { findingsInBoth } from "./axe";
import { expect, test } from "./fixtures";
import type { Account, House } from "./house";

/** Every dialog of the page, by the button or the entry of the menu that opens it. */
const DIALOGS: readonly (readonly [opener: string, title: RegExp, role?: "alertdialog"])[] = [
  ["Use a proxy…", /^Proxy of /],
  ["Change rate…", /^Rate of /],
  ["Reset…", /^Forget the calls/, "alertdialog"],
  ["Name, interval and partner…", /^Change /],
  ["What it may be used for…", /^Use of /],
  ["Replace key…", /^Replace the key/],
  ["Events from the registrar…", /^Events for /],
  ["Remove account…", /^Remove /, "alertdialog"],
];
const ON_PAGE = new Set(["Use a proxy…", "Change rate…", "Reset…"]);

async function openAccount(page: Page, house: House): Promise<Account> {
  const account = await house.newAccount("never-read");
  await page.goto(`/settings/accounts/${account.id}`);
  await expect(page.getByRole("heading", { level: 1, name: account.name })).toBeVisible();
  return account;
}

async function open(page: Page, opener: string): Promise<void> {
  if (ON_PAGE.has(opener)) return page.getByRole("button", { name: opener }).click();
  await page.getByRole("button", { name: "Manage" }).click();
  await page.getByRole("menuitem", { name: opener }).click();
}

const fact = (page: Page, term: string): Locator =>
  page
    .locator("dt", { hasText: new RegExp(`^${term}$`) })
    .locator("xpath=following-sibling::dd[1]");

test.describe("the page of one account", { tag: "@everywhere" }, () => {
  test("has no WCAG 2.2 AA finding, in light and dark, with none and with each of its dialogs open", async ({
    page,
    signedInAs,
    house,
  }) => {
    test.slow();
    await signedInAs("admin");
    await openAccount(page, house);
    expect(await findingsInBoth(page)).toEqual([]);
    for (const [opener, title, role = "dialog"] of DIALOGS) {
      await open(page, opener);
      const dialog = page.getByRole(role, { name: title });
      await expect(dialog).toBeVisible();
      expect({ opener, found: await findingsInBoth(page) }).toEqual({ opener, found: [] });
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    }
  });

  test("marks the address of a proxy that may not be called, and keeps what was typed", async ({
    page,
    signedInAs,
    house,
  }) => {
    await signedInAs("admin");
    await openAccount(page, house);
    await open(page, "Use a proxy…");
    const dialog = page.getByRole("dialog", { name: /^Proxy of / });
    const address = dialog.getByLabel("Proxy’s address");
    for (const [url, words] of [
      ["http://10.0.0.1:3128", /not of the open Internet/],
      ["https://user:secret@proxy.example", /fields of their own/],
      ["proxy.example:3128", /begins with https/],
      ["", /Enter the proxy’s address/],
    ] as const) {
      await address.fill(url);
      await dialog.getByRole("button", { name: "Try and save" }).click();
      await expect(dialog.getByText(words)).toBeVisible();
      await expect(address).toHaveAttribute("aria-invalid", "true");
      await expect(address).toHaveValue(url);
    }
    expect(await findingsInBoth(page)).toEqual([]);
  });
});

test("everything on an account's page is done by keyboard alone, and focus comes back", async ({
  page,
  signedInAs,
  house,
}) => {
  const tabTo = async (target: Locator) => {
    for (let stops = 0; stops < 60; stops += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    await expect(target).toBeFocused();
  };
  await signedInAs("admin");
  await openAccount(page, house);

  const change = page.getByRole("button", { name: "Change rate…" });
  await tabTo(change);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Calls a minute")).toBeFocused();
  await page.keyboard.type("9999999");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^At most 1,000,000 calls a minute\.$/)).toBeVisible();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("120");
  await page.keyboard.press("Enter");
  await expect(fact(page, "Our rate")).toHaveText("120 a minute, set here (usually 600,000)");
  await expect(change).toBeFocused();

  const manage = page.getByRole("button", { name: "Manage" });
  await tabTo(manage);
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /^Use of / })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(manage).toBeFocused();

  const reset = page.getByRole("button", { name: "Reset…" });
  await tabTo(reset);
  await page.keyboard.press("Enter");
  const question = page.getByRole("alertdialog", { name: /^Forget the calls/ });
  await tabTo(question.getByRole("button", { name: "Reset" }));
  await page.keyboard.press("Enter");
  await expect(question).toBeHidden();
  await expect(page.getByText("The count of calls begins anew.")).toBeVisible();
});

test("staff see rate, way and abilities of an account, and change none of them", async ({
  page,
  signedInAs,
  house,
}) => {
  await signedInAs("staff");
  await openAccount(page, house);
  await expect(fact(page, "Our rate")).toHaveText("600,000 a minute");
  const abilities = page.getByRole("table", { name: "What can be done with this account" });
  await expect(abilities.getByRole("row", { name: /^Renew/ })).toContainText("Not possible");
  await expect(abilities.getByRole("row", { name: /^List names/ })).toContainText("Yes");
  for (const name of ["Use a proxy…", "Change rate…", "Reset…", "Manage"])
    await expect(page.getByRole("button", { name })).toHaveCount(0);
});

test("the list tells how old keys are, and warns of one older than a year", async ({
  page,
  signedInAs,
  house,
}) => {
  const account = await house.newAccount("never-read");
  await house.sql`update registrar_accounts
    set credential_changed_at = now() - interval '400 days' where id = ${account.id}`;
  await signedInAs("admin");
  await page.goto("/settings/accounts");
  const row = page.getByRole("row", { name: new RegExp(account.name) });
  await expect(row).toContainText("set 13 months ago; replace it");
  await expect(page.getByRole("row", { name: /Gandi Northwind Hosting/ })).toContainText("set ");
  await signedInAs("staff");
  await page.goto("/settings/accounts");
  await expect(page.getByRole("columnheader", { name: "Key" })).toHaveCount(0);
});

test.describe("what can be done with a name", { tag: "@everywhere" }, () => {
  test("is told with the reason where it cannot be, the rule, and the way to the registrar", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("staff");
    await page.goto("/domains/estuary-depot.org");
    const controls = page.getByRole("table", { name: "What can be done with the name" });
    const row = (name: RegExp) => controls.getByRole("row", { name });
    await expect(row(/^Renew/)).toContainText("Not possible");
    await expect(row(/^Transfer to another registrar/)).toContainText("The transfer lock is on");
    await expect(page.getByText(/This account is read-only in Namekeep/)).toBeVisible();
    await row(/^Renew/)
      .getByText("2 rules")
      .click();
    await expect(row(/^Renew/)).toContainText("Renewed for 1 to 10 years at a time.");
    await expect(row(/^Renew/)).toContainText("ICANN registry agreements");
    await expect(page.getByRole("link", { name: /^Open Gandi/ })).toHaveAttribute(
      "href",
      "https://admin.gandi.net/",
    );
    // Whatever the way here left half under the bar at the top is no finding.
    await page.evaluate(() => window.scrollTo(0, 0));
    expect(await findingsInBoth(page)).toEqual([]);
  });
});
