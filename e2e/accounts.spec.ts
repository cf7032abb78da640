import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { TOKENS } from "@/server/simulator/world/accounts";
import { expect, test } from "./fixtures";

async function testKey(page: Page, key: string): Promise<void> {
  await page.goto("/settings/accounts/new");
  await page.getByRole("radio", { name: "Gandi" }).check();
  await page.getByRole("radio", { name: "Simulator" }).check();
  await page.getByLabel("Personal access token").fill(key);
  await page.getByRole("button", { name: "Test", exact: true }).click();
}

test.describe("connecting a registrar account", () => {
  test("goes from a key to its names: test, preview, save, first sync", async ({
    page,
    signedInAs,
    southgate,
  }) => {
    await southgate.grow(8);
    const name = `Southgate ${randomUUID().slice(0, 8)}`;
    await signedInAs("admin");
    await testKey(page, southgate.token);
    await expect(page.getByRole("listitem").filter({ hasText: "List names" })).toContainText(
      "Works",
    );
    await expect(page.getByText("arrive", { exact: true })).toBeVisible();
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Save and start the first sync" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.getByText(/Gandi · Simulator · [1-9]\d* names?/)).toBeVisible({
      timeout: 20_000,
    });
    await expect(page.getByRole("main")).not.toContainText(southgate.token);
  });

  test("tells of a key that has ended what is wrong and what helps", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("admin");
    await testKey(page, TOKENS.expired);
    const list = page.getByRole("listitem").filter({ hasText: "List names" });
    await expect(list).toContainText("Failed");
    await expect(list.getByRole("listitem").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Save and start the first sync" })).toHaveCount(
      0,
    );
  });

  test("marks the field that is empty", async ({ page, signedInAs }) => {
    await signedInAs("admin");
    await testKey(page, "");
    await expect(page.getByLabel("Personal access token")).toHaveAttribute("aria-invalid", "true");
  });

  test("is for administrators; staff see how accounts are, not their keys", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("staff");
    await page.goto("/settings/accounts");
    await expect(page.getByRole("link", { name: "Gandi Northwind Hosting" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Connect an account" })).toHaveCount(0);
    await page.getByRole("link", { name: "Gandi Northwind Hosting" }).click();
    await expect(page.getByRole("button", { name: "Sync now" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Manage" })).toHaveCount(0);
    await expect(page.getByRole("main")).not.toContainText("main");
  });
});
