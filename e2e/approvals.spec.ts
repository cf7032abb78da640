import { randomUUID } from "node:crypto";
import { findingsInBoth } from "./axe";
import { expect, test } from "./fixtures";

test("a rule holds a plan back, and a refusal tells whoever asked why", async ({
  page,
  browser,
  demo,
  house,
  signedInAs,
}) => {
  const partner = await house.newPartner();
  const [name = ""] = await house.newNames(partner, [null]);
  await house.sql`
    update registrar_accounts set mode = 'full'
    where id = (select account_id from domains where name = ${name})`;
  const rule = `Rule ${randomUUID().slice(0, 8)}`;

  await signedInAs(await house.newPerson("admin"));
  await page.goto("/settings/approvals");
  await expect(page.getByRole("row").filter({ hasText: "Customers’ purchases" })).toBeVisible();
  expect(await findingsInBoth(page)).toEqual([]);
  await page.getByRole("button", { name: "Add a rule…" }).click();
  const form = page.getByRole("dialog", { name: "Add a rule" });
  await form.getByRole("button", { name: "Add rule" }).click();
  await expect(form.getByText("Enter a name.")).toBeVisible();
  await form.getByLabel("Name", { exact: true }).fill(rule);
  await form.getByLabel("Automatic renewal").check();
  await form.getByRole("combobox", { name: "Partner" }).click();
  await page.getByRole("option", { name: partner.name }).click();
  await form.getByRole("button", { name: "Add rule" }).click();
  await expect(page.getByRole("row").filter({ hasText: rule })).toContainText(
    `Changes of automatic renewal for ${partner.name} need the agreement of somebody of the house.`,
  );

  await signedInAs(await house.newPerson("customer", partner.id));
  await page.goto(`/domains/${name}`);
  await page.getByRole("button", { name: "Switch auto-renew on…" }).click();
  await page.getByRole("button", { name: "Preview" }).click();
  await page.waitForURL(/\/plans\//);
  await expect(page.getByText(`By the rule “${rule}”`)).toBeVisible();
  await expect(page.getByText(/valid for 2[34] h/)).toBeVisible();

  const second = await browser.newContext({ baseURL: demo.url.href });
  const value = await house.openSession(await house.newPerson("staff"));
  await second.addCookies([{ name: "namekeep.session", value, url: demo.url.href }]);
  const other = await second.newPage();
  await other.goto(new URL(page.url()).pathname);
  await other.getByRole("button", { name: "Refuse" }).click();
  await expect(
    other.getByText("Say why, so that whoever asked knows what to change."),
  ).toBeVisible();
  await other.getByRole("textbox", { name: /^Reason/ }).fill("Not before the audit.");
  await other.getByRole("button", { name: "Refuse" }).click();
  await expect(other.getByText(/^This plan was refused by Tess /)).toBeVisible();
  await second.close();

  await expect(page.getByText(/^This plan was refused by Tess /)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Not before the audit.")).toBeVisible();
  expect(await findingsInBoth(page)).toEqual([]);
  await house.sql`delete from approval_rules where name = ${rule}`;
});
