import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const table = (page: Page) => page.getByRole("main").getByRole("table");
const rows = (page: Page) => table(page).getByRole("rowgroup").nth(1).getByRole("row");
const names = (page: Page) =>
  rows(page)
    .getByRole("link")
    .allTextContents()
    .then((all) => all.map((name) => name.trim()));

/** Waits until the list stands still, then reads it. */
async function settledNames(page: Page): Promise<string[]> {
  await expect(table(page)).not.toHaveAttribute("aria-busy", "true");
  return names(page);
}

test.describe("the portfolio", () => {
  test("is filtered, sorted and paged by its address; Back and reload keep it", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("acme");
    await page.goto("/domains");
    await page.getByRole("search", { name: "Names" }).getByRole("button", { name: "Lock" }).click();
    await page.getByRole("checkbox", { name: /^Unlocked/ }).click();
    await expect(page).toHaveURL(/[?&]lock=unlocked/);
    await page.keyboard.press("Escape");
    const unlocked = await settledNames(page);
    expect(unlocked.length).toBeGreaterThan(0);

    await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
    await expect(page).toHaveURL(/sort=name/);
    const sorted = unlocked.toSorted();
    await expect.poll(() => settledNames(page)).toEqual(sorted);

    await page.reload();
    await expect.poll(() => settledNames(page)).toEqual(sorted);

    await page.goBack();
    await expect(page).not.toHaveURL(/sort=name/);
    await expect.poll(() => settledNames(page)).toEqual(unlocked);

    await page.getByRole("link", { name: "Remove filter Lock" }).click();
    await expect(page).not.toHaveURL(/lock=/);
  });

  test("is walked page by page without a name twice, and back again", async ({
    page,
    signedInAs,
    house,
  }) => {
    const partner = await house.newPartner();
    const all = await house.newNames(
      partner,
      Array.from({ length: 60 }, () => "2027-02-02"),
    );
    await signedInAs(await house.newPerson("customer", partner.id));
    await page.goto("/domains?sort=name");
    await expect(rows(page)).toHaveCount(50);
    const first = await settledNames(page);
    await page.getByRole("link", { name: /Next/ }).click();
    await expect(rows(page)).toHaveCount(10);
    const second = await settledNames(page);
    expect([...first, ...second]).toEqual(all.toSorted());
    await page.getByRole("link", { name: /Previous/ }).click();
    await expect(rows(page)).toHaveCount(50);
    expect(await settledNames(page)).toEqual(first);
  });

  test("is searched from the keyboard, and the search leads to a name", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("acme");
    await page.goto("/domains");
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Filter names" })).toBeFocused();
    await page.keyboard.type("brixton");
    await expect(page).toHaveURL(/q=brixton/);
    await expect(rows(page)).toHaveCount(1);
    await page.getByRole("link", { name: "brixton-books.co.uk" }).click();
    await expect(
      page.getByRole("heading", { level: 1, name: /brixton-books\.co\.uk/ }),
    ).toBeVisible();
  });

  test("says what of an address cannot be used, and shows the rest", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("acme");
    await page.goto("/domains?limit=0&colour=red&lock=unlocked&sort=password_hash");
    await expect(
      page.getByText("Part of the address cannot be used and was left out."),
    ).toBeVisible();
    for (const field of ["limit", "colour", "sort"])
      await expect(page.getByRole("listitem").filter({ hasText: field }).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Remove filter Lock" })).toBeVisible();
    expect((await settledNames(page)).length).toBeGreaterThan(0);
  });

  test("tells which filters leave nothing, and how to get out", async ({ page, signedInAs }) => {
    await signedInAs("acme");
    await page.goto("/domains?q=no-name-is-called-this&lock=locked");
    await expect(page.getByText("No name matches these filters.")).toBeVisible();
    await page.getByRole("link", { name: "Clear all filters" }).click();
    await expect(rows(page).first()).toBeVisible();
  });

  test("keeps a view under a name, and says when it is changed", async ({
    page,
    signedInAs,
    house,
  }) => {
    const { id } = await house.partnerOf("acme");
    await signedInAs(await house.newPerson("customer", id));
    await page.goto("/domains?tld=com&sort=name");
    await page.getByRole("button", { name: "Save view" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Ours in com");
    await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
    const tab = page.getByRole("link", { name: "Ours in com" });
    await expect(tab).toHaveAttribute("aria-current", "page");
    await page.getByRole("link", { name: /^All/ }).click();
    await expect(page).not.toHaveURL(/tld=/);
    await tab.click();
    await expect(page).toHaveURL(/tld=com/);
    await page.getByRole("link", { name: "Remove filter TLD" }).click();
    await expect(page.getByText("Modified:")).toBeVisible();
    await page.getByRole("button", { name: "Reset" }).click();
    await expect(page).toHaveURL(/tld=com/);
  });

  test("is worked on by keys: j and k move, x chooses, Escape lets go", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("acme");
    await page.goto("/domains?sort=name");
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(rows(page).nth(1).getByRole("checkbox")).toBeChecked();
    await page.keyboard.press("k");
    await page.keyboard.press("x");
    await expect(rows(page).nth(0).getByRole("checkbox")).toBeChecked();
    await expect(page.getByText("2 selected")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(rows(page).nth(0).getByRole("checkbox")).not.toBeChecked();
  });

  test("tags the chosen names, and takes it back", async ({ page, signedInAs, house }) => {
    const partner = await house.newPartner();
    await house.newNames(partner, ["2027-01-01", "2027-01-02", "2027-01-03"]);
    await signedInAs(await house.newPerson("customer", partner.id));
    await page.goto("/domains");
    await rows(page).nth(0).getByRole("checkbox").check();
    await rows(page)
      .nth(2)
      .getByRole("checkbox")
      .click({ modifiers: ["Shift"] });
    await page.getByRole("button", { name: "Tag…" }).click();
    await page.getByRole("dialog").getByLabel("Tags").fill("spring");
    await page.getByRole("dialog").getByRole("button", { name: "Add tags" }).click();
    await expect(page.getByText("3 names tagged")).toBeVisible();
    await page.goto("/domains?tag=spring");
    await expect(rows(page)).toHaveCount(3);
  });

  test("goes out as a file of exactly what one sees", async ({ page, signedInAs }) => {
    await signedInAs("acme");
    await page.goto("/domains?lock=unlocked&sort=name");
    const shown = await settledNames(page);
    await page.getByRole("button", { name: "Export" }).click();
    const started = page.waitForEvent("download");
    await page.getByRole("link", { name: "Exactly as stored" }).click();
    const file = await readFile(await (await started).path(), "utf8");
    const lines = file.trim().split("\r\n");
    expect(lines.length).toBe(shown.length + 1);
    for (const name of shown) expect(file).toContain(name);
  });

  test("leads staff from one partner to another", async ({ page, signedInAs, house }) => {
    const lumen = await house.partnerOf("lumen");
    await signedInAs("staff");
    await page.goto("/domains");
    await page.getByRole("combobox", { name: /^Partner/ }).click();
    await page.getByRole("option", { name: lumen.name }).click();
    await expect(page).toHaveURL(new RegExp(`partner=${lumen.id}`));
    await expect(page.getByText(/^1–50 of 70 that match$/)).toBeVisible();
  });
});

test("on a phone the names are cards, and the filters a sheet", { tag: "@phone" }, async ({
  page,
  signedInAs,
}) => {
  await signedInAs("acme");
  await page.goto("/domains");
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Filters" }).tap();
  const sheet = page.getByRole("dialog", { name: "Filters" });
  await sheet
    .getByRole("region", { name: "Lock" })
    .getByRole("checkbox", { name: /^Unlocked/ })
    .click();
  await sheet.getByRole("button", { name: "Show names" }).tap();
  await expect(page).toHaveURL(/lock=unlocked/);
  await expect(page.getByRole("button", { name: "Filters (1)" })).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await rows(page).first().getByRole("link").first().tap();
  await expect(page).toHaveURL(/\/domains\/[a-z0-9.-]+/);
});
