import { expect, test } from "./fixtures";

test.describe("the page of one name", () => {
  test(
    "shows what changed at the registrar as soon as it is read again",
    {
      tag: "@everywhere",
    },
    async ({ page, signedInAs, simulator }, { project }) => {
      const name = project.name === "phone" ? "tundra-outfit.shop" : "quietharbour.com";
      const marks = [`ns1.${project.name}-elsewhere.net`, `ns2.${project.name}-elsewhere.net`];
      await signedInAs("staff");
      await page.goto(`/domains/${name}`);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expect(page.getByRole("main")).not.toContainText(marks[0] ?? "");

      await simulator.patchDomain(name, { nameservers: marks });
      await page.getByRole("button", { name: "Sync now" }).click();

      const changes = page.getByRole("table", { name: "Fields that changed" });
      await expect(changes.getByRole("row", { name: /Nameservers/ })).toContainText(marks[0] ?? "");
      await expect(page.getByRole("table", { name: /What we hold beside/ })).toContainText(
        marks[1] ?? "",
      );
      await expect(
        page.getByText("The nameservers changed at the registrar, and not through us."),
      ).toBeVisible();

      await page
        .getByRole("button", { name: /Sync found a change in .*nameservers/i })
        .first()
        .click();
      const drawer = page.getByRole("dialog", { name: "Change found" });
      await expect(drawer.getByRole("table", { name: "What changed" })).toContainText(
        marks[0] ?? "",
      );
      await page.keyboard.press("Escape");
      await expect(drawer).toBeHidden();
    },
  );

  test("keeps notes and tags, and puts a line into its timeline", async ({
    page,
    signedInAs,
    house,
  }) => {
    const partner = await house.newPartner();
    const [name = ""] = await house.newNames(partner, ["2027-06-01"]);
    const person = await house.newPerson("customer", partner.id);
    await signedInAs(person);
    await page.goto(`/domains/${name}`);
    await page.getByRole("button", { name: "Notes…" }).click();
    const dialog = page.getByRole("dialog", { name: `Edit ${name}` });
    await dialog.getByLabel("Notes").fill("<b>Ring</b> before =1+1");
    await dialog.getByLabel("Tags").fill("spring, Shop");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("main").getByText("<b>Ring</b> before =1+1")).toBeVisible();
    await expect(page.getByRole("list", { name: "Tags" })).toContainText("shop");
    await expect(page.getByRole("button", { name: /Edited .*notes/i })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("main").getByText("<b>Ring</b> before =1+1")).toBeVisible();
    expect((await house.nameByName(name)).notes).toBe("<b>Ring</b> before =1+1");
  });

  test("says why nothing came when the registrar does not answer, and keeps what it knew", async ({
    page,
    signedInAs,
    simulator,
  }) => {
    const name = "solstice-yoga.studio";
    await simulator.add({
      match: { method: "GET", domain: name },
      action: { kind: "status", status: 503 },
      times: 6,
    });
    await signedInAs("staff");
    await page.goto(`/domains/${name}`);
    await page.getByRole("button", { name: "Sync now" }).click();
    await expect(
      page.getByText(/does not answer|could not be read|not available|failed/i).first(),
    ).toBeVisible({
      timeout: 15_000,
    });
    await expect(page.getByRole("table", { name: /What we hold beside/ })).toBeVisible();
  });

  test("of a name that is not ours, or somebody else's, is not there", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("acme");
    for (const name of ["not-one-of-ours.com", "quietharbour.com"]) {
      const answer = await page.goto(`/domains/${name}`);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    }
  });
});
