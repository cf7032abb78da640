import { expect, test } from "./fixtures";
import type { House } from "./house";

const YEAR = new Date().getUTCFullYear() + 1;
const HOSTS = ["ns1.ours.example", "ns2.ours.example"];

/** Names of a partner of their own, each with a conflict that a reading could have left. */
async function plant(house: House) {
  const partner = await house.newPartner();
  const [late = "", bare = ""] = await house.newNames(partner, [`${YEAR}-06-01`, `${YEAR}-07-01`]);
  await house.sql`update domains set nameservers = ${HOSTS}, expires_at = ${`${YEAR}-06-01T00:00:00Z`}
    where partner_id = ${partner.id}`;
  const doubt = (name: string, field: string, rule: string, told: string, age: number) => house.sql`
    insert into conflicts (partner_id, domain_id, account_id, field, rule, told, told_key, via, reason, suggestion, why,
      first_seen_at, last_seen_at)
    select partner_id, id, account_id, ${field}, ${rule}, ${told}::text::jsonb, ${told}, 'list', 'It was told so.',
      'ignore', 'Ours is likelier.', now() - make_interval(mins => ${age}), now()
    from domains where name = ${name}`;
  await doubt(late, "expiresAt", "expiry_back", `"${YEAR}-01-24T00:00:00.000Z"`, 1);
  await doubt(bare, "nameservers", "nameservers_empty", "[]", 2);
  const hostsOf = async (name: string) => {
    const [row] = await house.sql<{ nameservers: string[] }[]>`
      select nameservers from domains where name = ${name}`;
    return row?.nameservers;
  };
  return { partner, late, bare, hostsOf };
}

test.describe("the conflict inbox", () => {
  test("is worked through by keyboard alone, and a decision is taken back", async ({
    page,
    signedInAs,
    house,
  }) => {
    const { partner, late, bare, hostsOf } = await plant(house);
    await signedInAs("staff");
    await page.goto(`/sync/inbox?partner=${partner.id}`);
    const expiry = page.getByRole("group", { name: `Conflict: expiry of ${late}` });
    const servers = page.getByRole("group", { name: `Conflict: nameservers of ${bare}` });
    await expect(
      expiry.getByRole("heading", { name: `Conflict: expiry of ${late}` }),
    ).toBeVisible();
    await expect(expiry).toContainText(`24 Jan ${YEAR}`);
    await expect(expiry.getByRole("button", { name: "Keep and push" })).toBeDisabled();
    await expect(expiry).toContainText("only renewing moves it");

    await page.keyboard.press("j");
    await expect(expiry).toBeFocused();
    await page.keyboard.press("3");
    await expect(expiry).toContainText("Ours is kept until the registrar says something else.");
    await page.keyboard.press("j");
    await expect(servers).toBeFocused();
    await page.keyboard.press("1");
    await expect(servers).toContainText("Took the registrar’s value.");
    expect(await hostsOf(bare)).toEqual([]);

    await page.keyboard.press("u");
    await expect(servers.getByRole("button", { name: "Take registrar" })).toBeVisible();
    expect(await hostsOf(bare)).toEqual(HOSTS);
    await page.keyboard.press("k");
    await expect(expiry).toBeFocused();

    await page.reload();
    await expect(servers).toBeVisible();
    await expect(expiry).toBeHidden();
    await page.getByRole("link", { name: "Decided" }).click();
    await expect(expiry).toContainText("Ours is kept until the registrar says something else.");
  });

  test("is cards with two big buttons on a phone", { tag: "@phone" }, async ({
    page,
    signedInAs,
    house,
  }) => {
    const { partner, bare, hostsOf } = await plant(house);
    await signedInAs("staff");
    await page.goto(`/sync/inbox?partner=${partner.id}`);
    const card = page.getByRole("group", { name: `Conflict: nameservers of ${bare}` });
    const take = card.getByRole("button", { name: "Take registrar" });
    const ignore = card.getByRole("button", { name: "Keep and ignore" });
    for (const button of [take, ignore]) {
      const box = await button.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect(box?.width).toBeGreaterThan(120);
    }
    await expect(card.getByRole("button", { name: "Set by hand" })).toBeHidden();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);

    await take.tap();
    await expect(card).toContainText("Took the registrar’s value.");
    expect(await hostsOf(bare)).toEqual([]);
    await card.getByRole("button", { name: "Undo" }).tap();
    await expect(take).toBeVisible();
    expect(await hostsOf(bare)).toEqual(HOSTS);
  });
});
