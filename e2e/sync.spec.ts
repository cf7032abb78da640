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

  test("of chosen names tells its cost first, is followed while it runs, and can be cancelled", async ({
    page,
    signedInAs,
    callerAs,
    house,
    southgate,
    simulator,
  }) => {
    await southgate.grow(60);
    const partner = await house.newPartner();
    const account = await house.newAccount(southgate.token, partner.id);
    const staff = await callerAs("staff");
    await signedInAs("staff");
    await page.goto("/sync");
    await page.getByRole("button", { name: "Run now" }).click();
    await page.getByRole("menuitem", { name: account.name }).click();
    const first = page.getByRole("row").filter({ hasText: account.name }).first();
    await expect(first).toContainText("Completed", { timeout: 30_000 });

    const { text } = await staff.send(`/api/v1/domains?account=${account.id}&limit=60`);
    const { rows } = JSON.parse(text) as { rows: { name: string }[] };
    const names = rows.map(({ name }) => name);
    expect(names).toHaveLength(60);
    for (const domain of names)
      await simulator.add({ match: { domain }, action: { kind: "delay", ms: 2_000 }, times: 1 });

    await page.getByRole("button", { name: "Run now" }).click();
    await page.getByRole("menuitem", { name: "A list of names" }).click();
    const dialog = page.getByRole("dialog", { name: "Read a list of names" });
    await dialog.getByRole("textbox", { name: "Names" }).fill(names.join("\n"));
    await expect(dialog).toContainText(`${names.length} names are left out`);
    await dialog.getByLabel("Also names that were read a moment ago").check();
    await expect(dialog).toContainText(`about ${names.length} calls`);
    await dialog.getByRole("button", { name: "Read now" }).click();

    const run = page
      .getByRole("row")
      .filter({ hasText: `${names.length} chosen names` })
      .first();
    await expect(run).toContainText("Running", { timeout: 15_000 });
    await run.getByRole("link").first().click();
    const main = page.getByRole("main");
    await expect(main.getByRole("progressbar")).toBeVisible();
    await expect(main).toContainText(/Checked\s*(?:1[6-9]|[2-5]\d)(?!\d)/, { timeout: 15_000 });
    await main.getByRole("button", { name: "Cancel run" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "End run" }).click();
    await expect(main).toContainText("This run was cancelled.", { timeout: 15_000 });
    await expect(main).toContainText(/\d+ names had not been reached/);
    await expect(main.getByRole("heading", { name: "Not reached" })).toBeVisible();
    await expect(main.getByRole("button", { name: "Cancel run" })).toHaveCount(0);
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
