import { findingsInBoth } from "./axe";
import { expect, test } from "./fixtures";

test.describe("API keys", { tag: "@everywhere" }, () => {
  test("a key is made, shown once, opens the API within its scope, and is revoked", async ({
    page,
    signedInAs,
    playwright,
    baseURL,
  }) => {
    await signedInAs("staff");
    await page.goto("/settings/sessions");
    await page.getByRole("button", { name: "New key…" }).click();
    const dialog = page.getByRole("dialog", { name: "New API key" });
    await dialog.getByRole("button", { name: "Make the key" }).click();
    await expect(dialog.getByText("Give the key a name.")).toBeVisible();
    const name = `script ${crypto.randomUUID().slice(0, 8)}`;
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    expect(await findingsInBoth(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Make the key" }).click();

    const shown = page.getByRole("dialog", { name: `The key “${name}”` });
    const token = (await shown.getByText(/^nk_/).textContent())?.trim() ?? "";
    expect(token).toMatch(/^nk_[\w-]{43}$/);
    expect(await findingsInBoth(page)).toEqual([]);
    await shown.getByRole("button", { name: "I have stored it" }).click();
    await expect(page.getByText(token)).toHaveCount(0);

    const program = await playwright.request.newContext({
      ...(baseURL ? { baseURL } : {}),
      extraHTTPHeaders: { authorization: `Bearer ${token}` },
    });
    expect((await program.get("/api/v1/domains?limit=1")).status()).toBe(200);
    const edit = { data: { notes: "by a program" } };
    expect((await program.patch("/api/v1/domains/kestrel-optics.org", edit)).status()).toBe(403);

    await page.getByRole("button", { name: `Revoke ${name}` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByText(name, { exact: true })).toHaveCount(0);
    expect((await program.get("/api/v1/domains?limit=1")).status()).toBe(401);
    await program.dispose();
  });
});
