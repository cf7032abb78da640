import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** Keys are taken once the page has woken up, which a busy machine takes its time for. */
async function isAwake(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

test.describe("the frame of the console", () => {
  test("finds a name, a page and an action from anywhere", async ({ page, signedInAs }) => {
    await signedInAs("acme");
    await page.goto("/audit");
    await isAwake(page, "Audit");
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "Find a name, page or action" });
    await expect(palette.getByRole("combobox")).toBeFocused();
    await page.keyboard.type("brixton");
    await palette.getByRole("option", { name: /brixton-books\.co\.uk/ }).click();
    await expect(page).toHaveURL(/\/domains\/brixton-books\.co\.uk/);
    await expect(page.getByRole("heading", { level: 1, name: /brixton-books/ })).toBeVisible();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("unlocked");
    await palette.getByRole("option", { name: "Show unlocked names" }).click();
    await expect(page).toHaveURL(/lock=unlocked/);
  });

  test("finds for a customer no name of another partner", async ({ page, signedInAs }) => {
    await signedInAs("acme");
    await page.goto("/");
    await isAwake(page, "Dashboard");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Find a name, page or action" })).toBeFocused();
    await page.keyboard.type("quietharbour");
    await expect(page.getByText("Nothing is called that.")).toBeVisible();
  });

  test("lists its keys, and takes them on every page", async ({ page, signedInAs }) => {
    await signedInAs("staff");
    await page.goto("/");
    await isAwake(page, "Dashboard");
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(sheet).toContainText("Go to Portfolio");
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    for (const [key, heading] of [
      ["p", "Portfolio"],
      ["s", "Sync"],
      ["a", "Audit"],
      ["d", "Dashboard"],
    ] as const) {
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    }
  });

  test("keeps the theme one chose", { tag: "@everywhere" }, async ({ page, signedInAs, house }) => {
    const { name } = await house.person("staff");
    await signedInAs("staff");
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto("/");
    const scheme = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    const before = await scheme();
    await page.getByRole("button", { name: `${name}, account and appearance` }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await expect.poll(scheme).toBe("dark");
    expect(before).toBe("light");
    await page.reload();
    expect(await scheme()).toBe("dark");
  });

  test(
    "shows a customer only its own places",
    { tag: "@everywhere" },
    async ({ page, signedInAs }, { project }) => {
      await signedInAs("acme");
      await page.goto("/");
      if (project.name === "phone")
        await page.getByRole("button", { name: "Open the navigation" }).tap();
      const navigation = page.getByRole("navigation", { name: "Main" });
      await expect(navigation.getByRole("link")).toHaveText([
        /^Dashboard/,
        /^Portfolio/,
        /^Transfers/,
        /^Contacts/,
        /^Nameserver sets/,
        /^Changes/,
        /^Sync/,
        /^Inbox/,
        /^Audit/,
      ]);
      for (const path of ["/settings/people", "/settings/partners", "/settings/accounts"]) {
        const answer = await page.goto(path);
        expect(answer?.status()).toBe(404);
        await expect(page.getByText("There is nothing at this address.")).toBeVisible();
      }
    },
  );
});
