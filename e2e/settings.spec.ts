import { expect, test } from "./fixtures";

test("an administrator moves the daily price sync, sees where the value comes from, and gives it back", async ({
  page,
  signedInAs,
}) => {
  await signedInAs("admin");
  await page.goto("/settings/organisation");
  const time = page.getByLabel("Daily price sync");
  await expect(time).toHaveValue(/^\d\d:\d\d$/);
  const before = await time.inputValue();
  const another = before === "05:45" ? "06:45" : "05:45";
  await time.fill(another);
  await expect(page.getByText("1 change not saved")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The settings are saved.")).toBeVisible();
  const beneath = new RegExp(
    `^Set here; the (?:default|environment \\(PRICE_SYNC_AT\\)) says ${before}\\.`,
  );
  await expect(page.getByText(beneath)).toBeVisible();

  await page.goto("/sync");
  await expect(page.getByRole("definition").filter({ hasText: another })).toBeVisible();

  await page.goto("/settings/organisation");
  await page.getByLabel("Batch").fill("0");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Must be a whole number from 1 to 1000.")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Give back: Daily price sync" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Set here")).toHaveCount(0);
  await expect(page.getByLabel("Daily price sync")).toHaveValue(before);
});
