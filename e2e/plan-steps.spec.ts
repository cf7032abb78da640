import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { ScriptClient } from "@/server/simulator/script-client";
import { TOKENS } from "@/server/simulator/world/accounts";
import { findingsInBoth } from "./axe";
import { expect, test } from "./fixtures";
import type { House } from "./house";

const YEAR = new Date().getUTCFullYear() + 2;
const EXPIRES_ON = `${YEAR}-03-14T12:00:00Z`;
const HOSTS = ["ns1.alder-dns.net", "ns2.alder-dns.org"];
const LONG_MS = 60_000;

type Ground = {
  readonly names: readonly string[];
  readonly mark: string;
  readonly accountId: string;
};

/** Names of this test alone, in an account that may pay, known at the registrar as they are here. */
async function stage(house: House, simulator: ScriptClient, count: number): Promise<Ground> {
  const [account, partner] = [await house.newAccount(TOKENS.main), await house.newPartner()];
  await house.sql`
    update registrar_accounts set mode = 'full', paid_calls_at = now(), next_sync_at = '2100-01-01' where id = ${account.id}`;
  const mark = `plan-${randomUUID().slice(0, 8)}`;
  const names = Array.from(
    { length: count },
    (_, at) => `${mark}-${String(at).padStart(2, "0")}.com`,
  );
  for (const name of names)
    await simulator.patchDomain(name, {
      addTo: "Northwind Hosting",
      expiresAt: EXPIRES_ON,
      nameservers: HOSTS,
      autoRenew: true,
      status: ["clientTransferProhibited"],
    });
  const rows = names.map((name) => ({
    name,
    name_unicode: name,
    tld: "com",
    partner_id: partner.id,
    account_id: account.id,
    lifecycle: "active",
    statuses: ["clientTransferProhibited"],
    registered_at: "2020-03-14T12:00:00Z",
    expires_at: EXPIRES_ON,
    renew_by: EXPIRES_ON.slice(0, 10),
    auto_renew: "on",
    lock_state: "locked",
    nameservers: HOSTS,
  }));
  await house.sql`insert into domains ${house.sql(rows)}`;
  return { names, mark, accountId: account.id };
}

/** How often the registrar was paid for these names. */
const renewals = async (simulator: ScriptClient, { names }: Ground) =>
  (await simulator.ledger()).filter(
    ({ domain, action }) => action === "renew" && domain !== null && names.includes(domain),
  ).length;

const expiryOf = async ({ sql }: House, name: string) => {
  const [row] = await sql<{ on: string }[]>`
    select to_char(expires_at, 'YYYY-MM-DD') as on from domains where name = ${name}`;
  return row?.on;
};

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole("heading", { name, level: 2 })).toBeVisible({ timeout: LONG_MS });

test("several names are renewed at once: price and sum are shown, the sum is typed, each is paid once", async ({
  page,
  house,
  simulator,
  signedInAs,
}) => {
  const ground = await stage(house, simulator, 3);
  await signedInAs("staff");
  await page.goto(`/domains?q=${ground.mark}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Change…" }).click();
  await page.getByRole("menuitem", { name: "Renew…", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("Renew 3 names");
  await page.getByRole("dialog").getByRole("button", { name: "Preview" }).focus();
  await page.keyboard.press("p");
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  const [, sum = ""] =
    /together (\d+\.\d\d EUR)/.exec(await page.getByRole("main").innerText()) ?? [];
  await expect(page.getByRole("row").nth(1)).toContainText(`14 Mar ${YEAR + 1}`);
  await expect(page.getByRole("row").nth(1)).toContainText(/\d+\.\d\d EUR/);

  const typed = page.getByRole("textbox", { name: /to confirm the sum/ });
  await typed.fill("1.00 EUR");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(`Type ${sum} to start it.`)).toBeVisible();
  await typed.fill(sum);
  await page.getByRole("button", { name: `Renew 3 names for 1 year, ${sum}` }).click();
  await heading(page, "Result");
  for (const name of ground.names) expect(await expiryOf(house, name)).toBe(`${YEAR + 1}-03-14`);
  expect(await renewals(simulator, ground)).toBe(3);
});

test("a renewal goes on while its page is reloaded; the list shows it pending until it is seen", async ({
  page,
  house,
  simulator,
  signedInAs,
}) => {
  const ground = await stage(house, simulator, 1);
  const [name = ""] = ground.names;
  await simulator.add({
    match: { method: "POST", domain: name },
    action: { kind: "delay", ms: 4_000 },
  });
  await signedInAs("staff");
  await page.goto(`/domains/${name}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("r");
  await page.getByRole("dialog").getByRole("button", { name: "Preview" }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  const address = page.url();
  const typed = page.getByRole("textbox", { name: /to confirm the sum/ });
  const label = await page.getByText(/^Type .+ to confirm/).innerText();
  await typed.fill(/^Type (.+) to confirm/.exec(label)?.[1] ?? "");
  await page.keyboard.press("Control+Enter");
  await heading(page, /^(?:Running|Result)$/);
  await page.reload();

  await page.goto(`/domains?q=${ground.mark}`);
  const mark = page.getByRole("link", { name: `Renewal pending for ${name}` });
  await expect(mark).toBeVisible();
  await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  await expect(page.getByText("1 has changes pending")).toBeVisible();
  expect(await findingsInBoth(page)).toEqual([]);
  await mark.click();
  await expect(page.getByRole("dialog")).toContainText("What happened");
  await page.goto(address);
  await heading(page, "Result");
  expect(await expiryOf(house, name)).toBe(`${YEAR + 1}-03-14`);
  expect(await renewals(simulator, ground)).toBe(1);
  await page.goto(`/domains?q=${ground.mark}`);
  await expect(page.getByRole("row").filter({ hasText: name })).toBeVisible();
  await expect(mark).toHaveCount(0);
});

test("what nothing proves is decided by hand, by somebody who says how they know", async ({
  page,
  house,
  simulator,
  signedInAs,
}) => {
  const ground = await stage(house, simulator, 1);
  const [name = ""] = ground.names;
  const id = await unproven(house, ground);
  await signedInAs(await house.newPerson("admin"));
  await page.goto(`/operations?open=${id}`);
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("Nothing at the registrar shows it after three days.");
  await drawer.getByRole("radio", { name: /^It did not happen/ }).check();
  await drawer.getByRole("button", { name: "Decide" }).click();
  const reason = drawer.getByRole("textbox", { name: "How you know" });
  await expect(reason).toHaveAttribute("aria-invalid", "true");
  await reason.fill("Their invoice does not list it.");
  expect(await findingsInBoth(page)).toEqual([]);
  await drawer.getByRole("button", { name: "Decide" }).click();
  await expect(drawer.getByText("Failed", { exact: true }).first()).toBeVisible();
  await expect(drawer).toContainText("Their invoice does not list it.");
  await expect(drawer.getByRole("button", { name: "Decide" })).toHaveCount(0);
  await page.goto(`/domains?q=${ground.mark}`);
  await expect(page.getByRole("row").filter({ hasText: name })).toBeVisible();
  await expect(page.getByRole("link", { name: /pending/ })).toHaveCount(0);
});

/** A renewal that was sent four days ago, and that no reading has shown since. */
async function unproven(
  { sql }: House,
  { names: [name = ""], accountId }: Ground,
): Promise<string> {
  const mark = randomUUID();
  const [row] = await sql<{ id: string }[]>`
    with plan as (
      insert into plans (kind, state, intent_key, request_hash, change, selection, names, hash, requested_by_kind,
        requested_by_id, requested_by_name, request_id, expires_at, applied_at)
      values ('renew', 'applying', ${mark}, ${mark}, '{"kind": "renew", "years": 1}', '{}', 1, ${mark}, 'user', ${mark},
        'Tess', ${mark}, now(), now() - interval '4 days')
      returning id
    )
    insert into operations (partner_id, account_id, domain_id, name, kind, is_paid, plan_id, plan_position, params, state,
      requested_by_kind, requested_by_id, requested_by_name, request_id, requested_at, dispatched_at, review_at, sends,
      max_sends, checks, next_attempt_at)
    select d.partner_id, ${accountId}, d.id, d.name, 'renew', true, plan.id, 0,
      ${sql.json({ periodYears: 1, currentExpiresAt: EXPIRES_ON, expectedPriceMinor: 1200, currency: "EUR" })}, 'unknown',
      'user', ${mark}, 'Tess', ${mark}, now() - interval '4 days', now() - interval '4 days', now() - interval '1 day', 1, 1, 9,
      now() + interval '1 day'
    from domains d, plan where d.name = ${name} returning id`;
  return row?.id ?? "";
}

test("@phone no more than twenty names are started on a phone; others can be looked at there", async ({
  page,
  house,
  simulator,
  signedInAs,
  callerAs,
}) => {
  const ground = await stage(house, simulator, 21);
  const staff = await house.newPerson("staff");
  const caller = await callerAs(staff);
  const ids = await house.sql<{ id: string }[]>`
    select id from domains where account_id = ${ground.accountId} order by name`;
  const made = await caller.write(
    "/api/v1/plans",
    {
      key: randomUUID(),
      selection: { ids: ids.map(({ id }) => id) },
      change: { kind: "auto_renew_update", enabled: false },
    },
    "POST",
  );
  const { id } = JSON.parse(made.text) as { id: string };
  await signedInAs(staff);
  await page.goto(`/plans/${id}`);
  const button = page.getByRole("button", { name: /^Switch auto-renew off for/ });
  await expect(page.getByText("More than 20 names are started on a larger screen.")).toBeVisible();
  await expect(button).toHaveCount(0);
  await page.getByRole("checkbox", { name: `${ground.names[3]} is in the plan` }).uncheck();
  await expect(button).toHaveText("Switch auto-renew off for 20 names");
  expect(await findingsInBoth(page)).toEqual([]);
});
