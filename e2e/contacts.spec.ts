import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { TOKENS } from "@/server/simulator/world/accounts";
import { findingsInBoth } from "./axe";
import { expect, test } from "./fixtures";
import type { House } from "./house";

const CNP = "1920822296090";

/** Fills the form of a contact in Romania, as far as it is for a person. */
async function fillPerson(page: Page, familyName: string): Promise<void> {
  const form = page.getByRole("dialog", { name: "Add a contact" });
  await form.getByLabel("Given name").fill("Ana");
  await form.getByLabel("Family name").fill(familyName);
  await form.getByLabel("E-mail address").fill("ana@example.com");
  await form.getByLabel("Phone").fill("+40 727 636 787");
  await form.getByLabel("Street and number").fill("Strada Lipscani 12");
  await form.getByLabel("Postal code").fill("030167");
  await form.getByLabel("Town").fill("București");
  await form.getByLabel("County or state").fill("București");
  await form.getByLabel("Country").click();
  await page.getByRole("option", { name: "Romania" }).click();
}

test("a contact is added, shown without its number, changed, put away and taken back", async ({
  page,
  signedInAs,
}) => {
  const familyName = `Popescu ${randomUUID().slice(0, 8)}`;
  const name = `Ana ${familyName}`;
  await signedInAs("acme");
  await page.goto("/contacts");
  await page.getByRole("button", { name: "Add a contact…" }).first().click();
  const form = page.getByRole("dialog", { name: "Add a contact" });
  await form.getByRole("button", { name: "Add contact" }).click();
  await expect(form.getByLabel("Given name")).toHaveAttribute("aria-invalid", "true");
  expect(await findingsInBoth(page)).toEqual([]);
  await fillPerson(page, familyName);
  await form.getByLabel("Personal number (CNP)").fill("1800101123456");
  await form.getByRole("button", { name: "Add contact" }).click();
  await expect(form.getByText("The personal number (CNP) has a typing error.")).toBeVisible();
  await form.getByLabel("Personal number (CNP)").fill(CNP);
  await form.getByRole("button", { name: "Add contact" }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("•••• 6090 (sealed)")).toBeVisible();
  const served = await (await page.request.get(page.url())).text();
  expect(served).toContain("6090");
  expect(served).not.toContain(CNP);
  await page.getByRole("button", { name: "Change…" }).click();
  const change = page.getByRole("dialog", { name: `Change ${name}` });
  await change.getByLabel("Town").fill("Cluj-Napoca");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("030167 Cluj-Napoca")).toBeVisible();
  await expect(page.getByText("•••• 6090 (sealed)")).toBeVisible();
  await page.getByRole("button", { name: "Put away…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Put away" }).click();
  await expect(page.getByText("This contact was put away.")).toBeVisible();
  await page.getByRole("button", { name: "Take back into use…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take back into use" }).click();
  await expect(page.getByText("This contact was put away.")).toHaveCount(0);
});

/** An account at the simulator that may pay. */
async function payingAccount(house: House): Promise<string> {
  const { id, name } = await house.newAccount(TOKENS.resale);
  await house.sql`
    update registrar_accounts set mode = 'full', paid_calls_at = now() where id = ${id}`;
  return name;
}

test("a name is registered from the form to the portfolio, its contact added on the way", async ({
  page,
  signedInAs,
  house,
}) => {
  test.slow();
  const name = `sim-free-${randomUUID().slice(0, 8)}.com`;
  const familyName = `Ionescu ${randomUUID().slice(0, 8)}`;
  const account = await payingAccount(house);
  await signedInAs(await house.newPerson("staff"));
  await page.goto(`/domains/register?names=${name}`);
  await expect(page.getByRole("textbox", { name: "Names", exact: true })).toHaveValue(name);
  await page.getByLabel("Registrar account").click();
  await page.getByRole("option", { name: account }).click();
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("Choose who the names are registered for.")).toBeVisible();
  await page.getByRole("radio", { name: "These" }).check();
  expect(await findingsInBoth(page)).toEqual([]);
  await page.getByRole("button", { name: "Add a contact…" }).click();
  await fillPerson(page, familyName);
  await page.getByRole("dialog").getByRole("button", { name: "Add contact" }).click();
  await expect(page.getByRole("combobox", { name: "Registrant" })).toHaveValue(`Ana ${familyName}`);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("Enter a host name, such as ns1.example.net.")).toBeVisible();
  await page
    .getByRole("textbox", { name: "Nameservers" })
    .fill("ns1.fernway-dns.net\nns2.fernway-dns.org");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.waitForURL(/\/plans\//);
  await expect(page.getByRole("main")).toContainText(name);
  await expect(page.getByRole("main")).toContainText("ns2.fernway-dns.org");
  await expect(page.getByRole("main")).toContainText(`1 year for Ana ${familyName}`);
  const sum = page.getByLabel(/^Type .* to confirm the sum$/);
  const label = await page.locator("label", { hasText: "to confirm the sum" }).textContent();
  await sum.fill(/Type (\S+ EUR)/.exec(label ?? "")?.[1] ?? "");
  await page.getByRole("button", { name: /^Register 1 name/ }).click();
  await expect
    .poll(() => house.sql`select 1 from domains where name = ${name}`.then((rows) => rows.length), {
      timeout: 60_000,
    })
    .toBe(1);
  await page.goto(`/domains/${name}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("sim-free-");
});

test("a free name that is typed in the palette is offered", async ({ page, signedInAs }) => {
  const name = `sim-free-${randomUUID().slice(0, 8)}.com`;
  await signedInAs("staff");
  await page.goto("/domains");
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Find a name, page or action").last().fill(name);
  await page.getByRole("option", { name: `Register ${name}` }).click();
  await expect(page.getByRole("textbox", { name: "Names", exact: true })).toHaveValue(name);
});

test("a name gets another contact from its page, done once the registrar shows it", async ({
  page,
  signedInAs,
  house,
}) => {
  const person = `Contact ${randomUUID().slice(0, 8)}`;
  await house.sql`
    insert into contacts (id, kind, name, given_name, family_name, email, phone, street, city, postal_code, country_code)
    values (gen_random_uuid(), 'person', ${person}, 'Ada', ${person}, 'ada@northwind.example', '+46.8123456',
      'Hamngatan 1', 'Stockholm', '111 47', 'SE')`;
  const [found] = await house.sql<{ name: string }[]>`
    select d.name from domains d join registrar_accounts a on a.id = d.account_id
    where a.registrar = 'gandi' and a.mode = 'full' and a.removed_at is null and d.lifecycle = 'active'
      and not d.statuses && array['pendingTransfer', 'pendingUpdate', 'clientUpdateProhibited', 'serverUpdateProhibited']
      and d.flags & 4 = 0 and not d.dnssec and a.name not like 'Account %'
    order by d.name desc limit 1`;
  await signedInAs(await house.newPerson("staff"));
  await page.goto(`/domains/${found?.name}`);
  await page.getByRole("button", { name: "Change contacts…" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "Preview" }).click();
  await expect(form.getByText("Choose at least one contact.")).toBeVisible();
  await form.getByRole("combobox", { name: "Technical matters" }).fill(person.slice(-8));
  await page.getByRole("option", { name: person }).click();
  expect(await findingsInBoth(page)).toEqual([]);
  await form.getByRole("button", { name: "Preview" }).click();
  await page.waitForURL(/\/plans\//);
  await expect(page.getByRole("main")).toContainText(`${person} · ada@northwind.example`);
  expect(await findingsInBoth(page)).toEqual([]);
  await page.getByRole("button", { name: /^Set the contacts of 1 name/ }).click();
  await expect(page.getByRole("heading", { name: "Result" })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("main")).toContainText("Seen at the registrar");
  await house.sql`update contacts set archived_at = now() where name = ${person}`;
});
