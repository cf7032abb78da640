import { expect, test } from "./fixtures";

test.describe("the dashboard", () => {
  test("counts what waits, and each count leads to exactly those names", {
    tag: "@everywhere",
  }, async ({ page, signedInAs }) => {
    await signedInAs("acme");
    await page.goto("/");
    const tile = page.getByRole("main").getByRole("link", { name: /^Unlocked/ });
    const told = /(\d+) names?/.exec((await tile.textContent()) ?? "")?.[1];
    expect(Number(told)).toBeGreaterThan(0);
    await tile.click();
    await expect(page).toHaveURL(/lock=unlocked/);
    await expect(page.getByRole("navigation", { name: "Pages" })).toContainText(
      `of ${told} that match`,
    );
  });

  test("begins with what waits, each count a link in reading order that says what it counts", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("admin");
    await page.goto("/");
    const waits = page.getByRole("region", { name: "What waits" }).getByRole("list").first();
    await expect(waits.getByRole("link")).toHaveCount(6);
    const told = await waits.getByRole("link").allTextContents();
    expect(told.map((text) => /^[A-Z][a-z ]+/.exec(text)?.[0])).toEqual([
      "Act by",
      "Incidents",
      "Conflicts",
      "Failed jobs",
      "Approvals",
      "Transfers",
    ]);
    expect(told[0]).toMatch(/\d names? ?to renew by \d+ [A-Z][a-z]+ \d{4}/);
    await waits.getByRole("link", { name: /^Act by/ }).click();
    await expect(page).toHaveURL(/renewWithin=30/);
  });

  test("shows staff the accounts and the last runs, and a customer neither", async ({
    page,
    signedInAs,
    context,
  }) => {
    await signedInAs("staff");
    await page.goto("/");
    await expect(page.getByRole("table", { name: "Health of registrar accounts" })).toBeVisible();
    await context.clearCookies();
    await signedInAs("acme");
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
    await expect(page.getByRole("link", { name: /^Unlocked/ })).toBeVisible();
    await expect(page.getByRole("table", { name: "Health of registrar accounts" })).toHaveCount(0);
    await expect(page.getByRole("main")).not.toContainText("Not assigned");
  });
});
