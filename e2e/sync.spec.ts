import { expect, test } from "./fixtures";

test.describe("sync", () => {
  test("is started for an account, is followed while it runs, and has a page of its own", async ({
    page,
    signedInAs,
    house,
    southgate,
  }) => {
    await southgate.grow(12);
    const partner = await house.newPartner();
    const account = await house.newAccount(southgate.token, partner.id);
    await signedInAs("staff");
    await page.goto("/sync");
    await page.getByRole("button", { name: "Run now" }).click();
    await page.getByRole("menuitem", { name: account.name }).click();
    await expect(page.getByText(`${account.name} is read as soon as possible.`)).toBeVisible();
    const run = page.getByRole("row").filter({ hasText: account.name }).first();
    await expect(run).toContainText(/Completed|Done/i, { timeout: 20_000 });
    await run.getByRole("link").first().click();
    await expect(page).toHaveURL(/\/sync\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("main")).toContainText(account.name);
  });

  test("shows a customer only the readings of its own names", async ({
    page,
    signedInAs,
    house,
  }) => {
    const partner = await house.newPartner();
    const [own = ""] = await house.newNames(partner, ["2027-01-01"]);
    await house.plantBeside(own, "own");
    await signedInAs(await house.newPerson("customer", partner.id));
    await page.goto("/sync");
    const runs = page.getByRole("main").getByRole("rowgroup").nth(1).getByRole("row");
    await expect(runs).toHaveCount(1);
    await expect(runs.first()).toContainText(own);
    await expect(page.getByRole("button", { name: "Run now" })).toHaveCount(0);
  });
});
