import { randomUUID } from "node:crypto";
import { findingsInBoth } from "./axe";
import { expect, test } from "./fixtures";
import { MailServer } from "./mail-server";

test.describe("prices", () => {
  test("show their history as a chart that arrow keys walk, in words, and as a table", async ({
    page,
    signedInAs,
  }) => {
    await signedInAs("staff");
    await page.goto("/prices?tab=endings");
    await page.getByRole("searchbox", { name: "Search endings" }).fill("com");
    await page.getByRole("link", { name: ".com", exact: true }).click();

    const figure = page.getByRole("figure");
    await expect(figure).toContainText(/rose from 15\.29 to 17\.39 EUR on \d+ \w+ \d{4}, 13\.7 %/);
    const points = figure.getByRole("slider", { name: "Renewal of .com: points of the chart" });
    await points.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await expect(points).toHaveAttribute(
      "aria-valuetext",
      /15\.29 EUR, down from 15\.49 EUR, 1\.3 %/,
    );
    await page.keyboard.press("End");
    await expect(points).toHaveAttribute("aria-valuetext", /17\.39 EUR, up from 15\.29 EUR/);
    await page.keyboard.press("ArrowDown");
    await expect(points).toHaveAttribute("aria-valuetext", /14\.99 EUR, the first price stored/);
    expect(await findingsInBoth(page)).toEqual([]);

    await figure.getByRole("button", { name: "Show as table" }).click();
    const rows = figure.getByRole("table", { name: "Renewal of .com" }).getByRole("row");
    await expect(rows.nth(1)).toContainText("17.39 EUR");
    await expect(rows).toHaveCount(7);
  });

  test("that move beyond a rule are told on the page, and by e-mail to whom the rule names", async ({
    page,
    signedInAs,
    house,
    simulator,
    demo,
    southgate,
  }) => {
    const mail = await MailServer.listen(demo.smtpPort);
    try {
      const recipient = `prices-${randomUUID()}@example.com`;
      const account = await house.newAccount(southgate.token);
      await signedInAs("staff");

      await page.goto("/prices?tab=rules");
      await page.getByRole("button", { name: "Add a rule…" }).click();
      const form = page.getByRole("dialog");
      await form.getByLabel("Name").fill(`Dutch names ${account.name}`);
      await form.getByLabel("Endings").fill(".nl");
      await form.getByLabel("Recipients").fill(recipient);
      await form.getByRole("button", { name: "Save rule" }).click();
      await expect(page.getByRole("row", { name: recipient })).toContainText(".nl");

      await page.goto("/prices?tab=endings");
      const row = page
        .getByRole("table", { name: "Accounts and their prices" })
        .getByRole("row")
        .filter({ hasText: account.name });
      const ask = row.getByRole("button", { name: "Ask for prices now" });
      await row.getByRole("button", { name: "Watch an ending…" }).click();
      await page.getByRole("dialog").getByLabel("Ending").fill("nl");
      await page.getByRole("button", { name: "Watch it" }).click();
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await ask.click();
      await expect(row.getByRole("cell").nth(2)).toHaveText(/^1\b/, { timeout: 20_000 });
      await simulator.price({ tld: "nl", action: "renew", cents: 1_490 });
      await ask.click();

      await expect.poll(() => mail.of(recipient).length, { timeout: 30_000 }).toBe(1);
      const [message] = mail.of(recipient);
      expect(message?.text).toContain(
        `Renewal of .nl at ${account.name} rose from 8.90 EUR to 14.90 EUR (+67.42 %)`,
      );
      expect(message?.text).toContain(new URL("/prices", demo.url).href);

      await page.goto("/prices");
      const alert = page.getByRole("row").filter({ hasText: account.name });
      await expect(alert).toContainText("+67.42 %");
      await alert.getByRole("link").click();
      const open = page.getByRole("dialog", { name: "Renewal of .nl" });
      await expect(open).toContainText(`${recipient}, sent`);
      await open.getByRole("button", { name: "Accept the price" }).click();
      await expect(open).toContainText("Accepted");
    } finally {
      await simulator.price({ tld: "nl", action: "renew", cents: null });
      await mail.close();
    }
  });
});
