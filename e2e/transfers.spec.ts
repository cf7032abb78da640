import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { TOKENS } from "@/server/simulator/world/accounts";
import { findingsInBoth } from "./axe";
import { expect, test } from "./fixtures";
import type { House } from "./house";

const DELAYS = 3;
const DELAY_MS = 2_000;

/** An account that may pay at the simulator, of this test alone, and somebody in the contact book. */
async function stage(house: House) {
  const account = await house.newAccount(TOKENS.main);
  await house.sql`
    update registrar_accounts set mode = 'full', paid_calls_at = now() where id = ${account.id}`;
  const holder = `Holder ${randomUUID().slice(0, 8)}`;
  await house.sql`
    insert into contacts (id, kind, name, given_name, family_name, organisation, email, phone, street, city, postal_code, country_code)
    values (gen_random_uuid(), 'company', ${holder}, 'Ada', 'Northwind', ${holder}, 'ada@northwind.example',
      '+40.727636787', 'Harbour 1', 'Constanta', '900001', 'RO')`;
  return { account, holder };
}

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(label).click();
  await page.getByRole("option", { name: option }).click();
}

test.describe("transferring names", () => {
  test("goes from the paste to the post-check, with reloads in the middle, and out again", async ({
    page,
    signedInAs,
    house,
    simulator,
  }) => {
    test.slow();
    const { account, holder } = await stage(house);
    const mark = randomUUID().slice(0, 8);
    const [one, other] = [`sim-taken-${mark}-a.com`, `sim-taken-${mark}-b.com`];
    const canary = `Canary-${mark}-code`;
    await signedInAs("staff");

    await page.goto("/transfers/new");
    await choose(page, "To the account", new RegExp(account.name));
    const names = page.getByRole("textbox", { name: "Names" });
    await names.fill(`${one} ${canary}\n${other}\nnot a name\nsim-free-${mark}.com\n`);
    expect(await findingsInBoth(page)).toEqual([]);
    await page.getByRole("button", { name: "Look at these names" }).click();

    await expect(page.getByText("Step 2 of 6")).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText("Line 3:")).toBeVisible();
    const free = page.getByRole("row").filter({ hasText: `sim-free-${mark}` });
    await expect(free).toContainText("Impossible");
    await expect(page.getByRole("row").filter({ hasText: one })).toContainText("Pass");
    expect(await findingsInBoth(page)).toEqual([]);
    await page.getByRole("link", { name: "Go on with 2 names" }).click();

    await expect(page.getByText("Step 3 of 6")).toBeVisible();
    await expect(page.getByText("Given", { exact: true })).toBeVisible();
    await page.getByRole("textbox", { name: other }).fill("“curly1”");
    await page.getByRole("combobox", { name: "Holder of the names" }).fill(holder);
    await page.getByRole("option", { name: holder }).click();
    await page.getByRole("textbox", { name: other }).press("Enter");
    await expect(page.getByText("curly quotes")).toBeVisible();
    await expect(page.getByRole("textbox", { name: other })).toBeFocused();
    expect(await findingsInBoth(page)).toEqual([]);

    // Left, and come back to by its address: what was kept is there, and no code is.
    await page.reload();
    await expect(page.getByText("Step 3 of 6")).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Holder of the names" })).toHaveValue(holder);
    expect(await page.content()).not.toContain(canary);
    await page.getByRole("textbox", { name: other }).fill("Good-code-22");
    await page.getByRole("textbox", { name: other }).press("Enter");

    await expect(page.getByText("Step 4 of 6")).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: one })).toContainText("these");
    expect(await findingsInBoth(page)).toEqual([]);
    await page.getByRole("button", { name: "Go on" }).click();

    await expect(page.getByText("Step 5 of 6")).toBeVisible();
    expect(await findingsInBoth(page)).toEqual([]);
    await page.reload();
    const sum = page.getByRole("textbox", { name: /^Type/ });
    const label = await sum.evaluate((field: HTMLInputElement) => field.labels?.[0]?.textContent);
    const [, amount = ""] = /Type (.+) to order/.exec(label ?? "") ?? [];
    await sum.fill("1.00 EUR");
    await sum.press("Enter");
    await expect(page.getByText(`Type ${amount} to start it.`)).toBeVisible();
    await sum.fill(amount);
    await sum.press("Enter");

    await expect(page.getByText("Step 6 of 6")).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText(/2 under way|Waits for/).first()).toBeVisible();
    await page.reload();
    await expect(page.getByText("Step 6 of 6")).toBeVisible();
    await simulator.advance(DELAYS * DELAY_MS);
    await expect(page.getByText("2 completed")).toBeVisible({ timeout: 60_000 });
    const check = page.getByRole("region", { name: `Post-check of ${one}` });
    await expect(check.getByRole("listitem").filter({ hasText: "Nameservers" })).toContainText(
      "Same",
    );
    expect(await findingsInBoth(page)).toEqual([]);
    expect(await house.holdsText(canary)).toEqual([]);
    const paid = (await simulator.ledger()).filter(
      ({ action, domain }) => action === "transfer" && domain?.includes(mark),
    );
    expect(paid).toHaveLength(2);

    await page.goto("/transfers");
    await expect(page.getByRole("row").filter({ hasText: one })).toContainText("Completed");
    expect(await findingsInBoth(page)).toEqual([]);

    // And out again: the code is shown once, to those who may see it.
    await signedInAs("admin");
    await page.goto(`/transfers/out/${one}`);
    expect(await findingsInBoth(page)).toEqual([]);
    await page.getByRole("button", { name: "Show the auth code" }).click();
    await expect(page.getByText(/^Sim-/)).toBeVisible();
    await page.reload();
    await expect(page.getByRole("button", { name: "Show the auth code" })).toBeVisible();
    await expect(page.getByText(/^Sim-/)).toHaveCount(0);
    await signedInAs("staff");
    await page.goto(`/transfers/out/${one}`);
    await expect(page.getByText("Your role is not shown auth codes")).toBeVisible();

    await house.removeAccount(account);
    await house.sql`update contacts set archived_at = now() where name = ${holder}`;
  });

  test("that stopped for a wrong code goes on with another one, its mail sent again", async ({
    page,
    signedInAs,
    house,
    simulator,
  }) => {
    const { account, holder } = await stage(house);
    const [contact] = await house.sql<
      { id: string }[]
    >`select id from contacts where name = ${holder}`;
    const name = `sim-taken-${randomUUID().slice(0, 8)}-w.com`;
    await signedInAs(await house.newPerson("staff"));
    await page.goto("/transfers");
    const headers = { origin: new URL(page.url()).origin };
    const made = await page.request.post("/api/v1/transfers", {
      headers: { ...headers, "idempotency-key": randomUUID() },
      data: { accountId: account.id, registrantId: contact?.id, text: `${name} wrong-code-1` },
    });
    const { plan } = (await made.json()) as {
      plan: { id: string; hash: string; expected: string };
    };
    const applied = await page.request.post(`/api/v1/plans/${plan.id}/apply`, {
      headers: { ...headers, "idempotency-key": randomUUID() },
      data: { hash: plan.hash, typed: plan.expected },
    });
    expect(applied.ok(), await applied.text()).toBe(true);

    await page.goto(`/transfers/${plan.id}`);
    await expect(page.getByRole("button", { name: /^Send the mail again/ })).toBeVisible({
      timeout: 20_000,
    });
    await simulator.advance(DELAYS * DELAY_MS);
    const code = page.getByRole("form", { name: `New auth code for ${name}` });
    await expect(code).toBeVisible({ timeout: 60_000 });
    expect(await findingsInBoth(page)).toEqual([]);
    await code.getByLabel("New auth code").fill("“curly”");
    await code.getByRole("button", { name: "Go on with this code" }).click();
    await expect(code.getByText(/curly quotes/)).toBeVisible();
    await code.getByLabel("New auth code").fill("Right-code-2");
    await code.getByRole("button", { name: "Go on with this code" }).click();
    await expect(page.getByText("The registrar has the new code")).toBeVisible();
    await simulator.advance(DELAYS * DELAY_MS);
    await expect(page.getByText("1 completed")).toBeVisible({ timeout: 60_000 });
    expect((await simulator.ledger()).filter(({ domain }) => domain === name)).toHaveLength(1);
    await house.removeAccount(account);
    await house.sql`update contacts set archived_at = now() where name = ${holder}`;
  });
});
