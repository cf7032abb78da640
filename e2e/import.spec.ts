import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** WCAG findings of the page as it stands, in both themes; also whether it is wider than its screen. */
async function expectAccessible(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary}`),
    );
    expect(found).toEqual([]);
  }
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBe(0);
}

async function setUp(page: Page, name: string): Promise<void> {
  await page.goto("/settings/accounts/new");
  await page.getByRole("link", { name: "A registrar without an API" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Registrar", { exact: true }).fill("Harbour Names");
  await page.getByLabel(/^Address of its panel/).fill("https://panel.harbour.example/login");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set up and bring names in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Bring names into ${name}`);
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole("radio", { name: "Pasted text" }).check();
  await page.getByRole("textbox", { name: "Rows" }).fill(text);
  await page.getByRole("button", { name: "Read the columns" }).click();
  await expect(page.getByRole("table", { name: "Columns of the file" })).toBeVisible();
}

test.describe("an account that is kept by hand", { tag: "@everywhere" }, () => {
  test("gets its names from pasted rows: columns, check, apply, portfolio", async ({
    page,
    signedInAs,
  }) => {
    // Five pages are looked at in both themes on the way.
    test.slow();
    const mark = randomUUID().slice(0, 8);
    const account = `By hand ${mark}`;
    const [good, other, free] = [`one-${mark}.com`, `two-${mark}.com`, `three-${mark}.com`];
    await signedInAs("admin");
    await setUp(page, account);
    await expectAccessible(page);

    await paste(
      page,
      `Domain;Valid;Labels;Renews
${good};03.05.2027;harbour;yes
${other};04.05.2027;harbour, old;no
www.${good};;;
${good};03.05.2027;;
kestrel-optics.org;;;
"${free};;;
`,
    );
    await expect(page.getByText("6 rows, separated by semicolons")).toBeVisible();
    await page.getByRole("combobox", { name: "What “Valid” holds" }).click();
    await page.getByRole("option", { name: "Expires on" }).click();
    await page.getByRole("combobox", { name: "What “Renews” holds" }).click();
    await page.getByRole("option", { name: "Auto-renew" }).click();
    await page.getByRole("button", { name: "Check the rows" }).click();
    await expect(page.getByText("Say how the file writes its dates.").first()).toBeVisible();
    await page.getByRole("radio", { name: "Day.month.year" }).check();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Check the rows" }).click();

    const rows = page.getByRole("table", { name: "Rows of the file" });
    await expect(rows.getByRole("row", { name: `2 ${good}` })).toContainText("3 May 2027", {
      timeout: 30_000,
    });
    await expect(rows).toContainText("not_registrable");
    await expect(rows).toContainText("The name stands on line 2 already.");
    await expect(rows).toContainText("Gandi Northwind Hosting holds this name; it stays there.");
    await expect(rows).toContainText("The quotes of this line do not add up.");
    await expectAccessible(page);
    await page.getByRole("link", { name: /^Refused/ }).click();
    await expect(rows.getByRole("row")).toHaveCount(3);
    await page.reload();
    await expect(rows.getByRole("row")).toHaveCount(3);

    await page.getByRole("button", { name: "Bring in 2 names" }).click();
    await expect(page.getByText("2 names added, 0 names changed.")).toBeVisible({
      timeout: 30_000,
    });
    await expectAccessible(page);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Rows not taken, as CSV" }).click();
    expect((await download).suggestedFilename()).toMatch(/^namekeep-refused-.+\.csv$/);

    await page.getByRole("link", { name: "Show its names" }).click();
    const names = page.getByRole("main");
    await expect(names).toContainText(`one-${mark}`);
    await expect(names).toContainText(`two-${mark}`);
    await page.goto(`/domains/${good}`);
    await expect(page.getByRole("main")).toContainText("Added. From the file Pasted text");
  });

  test("gives back what a file brought in, by a plan of its own", async ({ page, signedInAs }) => {
    const mark = randomUUID().slice(0, 8);
    await signedInAs("admin");
    await setUp(page, `By hand ${mark}`);
    await paste(page, `Domain\nback-${mark}.com\n`);
    await page.getByRole("button", { name: "Check the rows" }).click();
    await page.getByRole("button", { name: "Bring in 1 name" }).click({ timeout: 30_000 });
    await expect(page.getByText("1 name added, 0 names changed.")).toBeVisible({ timeout: 30_000 });
    await page.getByRole("button", { name: "Plan the way back" }).click();
    await page.getByRole("button", { name: "Take back 1 name" }).click({ timeout: 30_000 });
    await expect(page.getByText("1 name removed, 0 names put back.")).toBeVisible({
      timeout: 30_000,
    });
    await page.goto("/plans");
    await expect(page.getByRole("link", { name: "Way back of Pasted text" }).first()).toBeVisible();
    await page.goto(`/domains?q=back-${mark}`);
    await expect(page.getByRole("main")).toContainText("No name matches");
  });

  test("tells that it is kept by hand, and when its names were brought in", async ({
    page,
    signedInAs,
    house,
  }) => {
    const account = `By hand ${randomUUID().slice(0, 8)}`;
    await signedInAs("admin");
    await setUp(page, account);
    await page.goto("/settings/accounts");
    await page.getByRole("link", { name: account }).click();
    await expect(page.getByText("No names were brought in yet.")).toBeVisible();
    await expect(
      page.getByRole("link", { name: "https://panel.harbour.example/login" }),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: "Sync now" })).toHaveCount(0);
    await page.getByRole("button", { name: "Manage" }).click();
    await expect(page.getByRole("menuitem")).toHaveText([
      "Name, registrar and partner…",
      "Remove account…",
    ]);
    await page.getByRole("menuitem", { name: "Name, registrar and partner…" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    await house.sql`
      insert into imports (account_id, state, file_name, delimiter, columns, ordered_by, request_id, finished_at)
      select id, 'applied', 'old.csv', ',', '{name}', ${house.sql.json({ actor: { kind: "job", id: "t", name: "Test" }, source: "job" })},
        'r', now() - interval '40 days' from registrar_accounts where name = ${account}`;
    await page.reload();
    await expect(page.getByText("The names are more than 30 days old.")).toBeVisible();
    await expectAccessible(page);
    await page.goto("/settings/accounts");
    await expect(page.getByRole("row").filter({ hasText: account })).toContainText(
      "Kept by hand, stale",
    );
  });
});
