import { expect, test } from "./fixtures";

test.describe("the audit log", () => {
  test("opens one entry with its old and new values, and closes it back to the row", {
    tag: "@everywhere",
  }, async ({ page, signedInAs }) => {
    await signedInAs("admin");
    await page.goto("/audit?action=domain.changed&view=entries");
    const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row");
    await rows.nth(1).getByRole("link").first().click();
    await expect(page).toHaveURL(/entry=\d+/);
    const drawer = page.getByRole("dialog", { name: "Change found" });
    const diff = drawer.getByRole("table", { name: "What changed" });
    await expect(diff.getByRole("deletion").first()).toBeVisible();
    await expect(diff.getByRole("insertion").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(drawer).toBeHidden();
    await expect(page).not.toHaveURL(/entry=/);
  });

  test("is narrowed by its address, and the address can be shared", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("admin");
    await page.goto("/audit?action=sync.finished&view=entries");
    const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row");
    await expect(rows.nth(1)).toContainText("Sync finished");
    await page.getByRole("link", { name: "Remove filter Action" }).click();
    await expect(page).not.toHaveURL(/action=/);
  });

  test("says when a filter cannot be used", async ({ page, signedInAs }) => {
    await signedInAs("admin");
    await page.goto("/audit?action=nothing.known&colour=red");
    await expect(
      page.getByText("Part of the address cannot be used and was left out."),
    ).toBeVisible();
  });

  test("hides from a customer what is the house's", async ({ page, signedInAs, house }) => {
    const partner = await house.newPartner();
    const [name = ""] = await house.newNames(partner, ["2027-01-01"]);
    await house.plantBeside(name, "mine");
    await signedInAs(await house.newPerson("customer", partner.id));
    await page.goto("/audit");
    const table = page.getByRole("table", { name: "Audit log" });
    await expect(table).toContainText(name);
    await expect(table).not.toContainText("Sync finished");
    await expect(page.getByRole("button", { name: "Export" })).toHaveCount(0);
  });
});
