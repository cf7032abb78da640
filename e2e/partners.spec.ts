import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures";

test("a partner is added, renamed, put away and taken back", async ({ page, signedInAs }) => {
  const name = `Partner ${randomUUID().slice(0, 8)}`;
  await signedInAs("admin");
  await page.goto("/settings/partners");
  await page.getByRole("button", { name: "Add a partner…" }).click();
  const form = page.getByRole("dialog", { name: "Add a partner" });
  await form.getByRole("button", { name: "Add partner" }).click();
  await expect(form.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("Name").fill(name);
  await form.getByRole("button", { name: "Add partner" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("button", { name: "Rename…" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(`${name} Ltd`);
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${name} Ltd` })).toBeVisible();
  await page.getByRole("button", { name: "Archive…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("This partner is archived.")).toBeVisible();
  await page.getByRole("button", { name: "Take back into use…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take back into use" }).click();
  await expect(page.getByText("This partner is archived.")).toHaveCount(0);
});

test("staff see the partners and change none", async ({ page, signedInAs, house }) => {
  const { name } = await house.partnerOf("acme");
  await signedInAs("staff");
  await page.goto("/settings/partners");
  await expect(page.getByRole("button", { name: "Add a partner…" })).toHaveCount(0);
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("button", { name: "Rename…" })).toHaveCount(0);
});
