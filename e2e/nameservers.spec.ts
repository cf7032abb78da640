import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { findingsInBoth } from "./axe";
import { expect, test } from "./fixtures";
import type { House } from "./house";

/** Whoever waits for a worker and a registry is given time, not a number of tries. */
const LONG_MS = 120_000;

/** A signed name of an account that may be changed, which no other test names. */
async function signedName(house: House): Promise<string> {
  const [row] = await house.sql<{ name: string }[]>`
    select d.name from domains d join registrar_accounts a on a.id = d.account_id
    where d.dnssec and d.lifecycle = 'active' and a.mode = 'full' and a.removed_at is null
      and a.name not like 'Account %' and d.name = d.name_unicode and not d.is_critical and d.flags = 0 and not ('pendingTransfer' = any (d.statuses))
      and cardinality(d.nameservers) > 1 and d.expires_at > now() + interval '90 days'
    order by d.name desc limit 1`;
  if (!row) throw new Error("The demo has no signed name.");
  return row.name;
}

async function isAccessible(page: Page): Promise<void> {
  expect(await findingsInBoth(page)).toEqual([]);
}

test("a signed name gets the nameservers of a named set: its keys go first, and they wait for that", async ({
  page,
  house,
  signedInAs,
}) => {
  test.setTimeout(LONG_MS);
  const name = await signedName(house);
  const set = `Fernway ${randomUUID().slice(0, 8)}`;
  await signedInAs("staff");

  await page.goto("/nameserver-sets");
  await page.getByRole("button", { name: "Add a set…" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByRole("textbox", { name: "Name", exact: true }).fill(set);
  await form.getByRole("textbox", { name: "Nameservers" }).fill("ns1.fernway-dns.net\n192.0.2.1");
  await form.getByRole("button", { name: "Add set" }).click();
  await expect(form).toContainText("Line 2: 192.0.2.1 is an IP address");
  await form
    .getByRole("textbox", { name: "Nameservers" })
    .fill("ns1.fernway-dns.net\nns2.fernway-dns.org");
  await form.getByRole("button", { name: "Add set" }).click();
  await expect(page.getByRole("table").getByRole("row", { name: set })).toBeVisible();
  await isAccessible(page);

  await page.goto(`/domains/${name}`);
  await page.getByRole("button", { name: "Check DNS" }).click();
  await expect(page.getByRole("main")).toContainText("Keys that the zone above vouches for (DS)");
  await page.getByRole("button", { name: "Nameservers…", exact: true }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "A named set" }).click();
  await page.getByRole("option", { name: set }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Preview" }).click();

  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  const main = page.getByRole("main");
  await expect(main).toContainText("1 name would stop resolving with these nameservers.", {
    timeout: LONG_MS / 3,
  });
  // What is known of the whole is known of the row.
  const rows = page.getByRole("table", { name: "Names of the plan" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("Would break");
  await expect(page.getByRole("textbox", { name: /^Type 1 to confirm/ })).toBeVisible();
  await isAccessible(page);
  await page.getByRole("button", { name: "Remove the keys first" }).click();

  await expect(main).toContainText("First the keys, then the nameservers.");
  await page.getByRole("button", { name: "Remove the DNSSEC keys of 1 name" }).click();
  await expect(page.getByRole("heading", { name: "Result", level: 2 })).toBeVisible({
    timeout: LONG_MS / 3,
  });
  await page.getByRole("link", { name: "Open the second plan" }).click();
  await expect(main).toContainText("1 name waits for the keys to go.");
  await expect(page.getByRole("button", { name: /^Set the nameservers/ })).toHaveCount(0);
  await isAccessible(page);
  await page.getByRole("button", { name: "Discard the plan" }).click();
  await expect(main).toContainText("This plan was discarded.");
});
