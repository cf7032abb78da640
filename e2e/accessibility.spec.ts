import type { Page } from "@playwright/test";
import { findingsInBoth } from "./axe";
import { expect, test } from "./fixtures";
import type { Who } from "./world";

/** Every page, who opens it, and what it is called. Those about one thing find their address first. */
const PAGES: readonly (readonly [who: Who | null, path: string, title: RegExp])[] = [
  [null, "/sign-in", /^Sign in/],
  ["admin", "/", /^Dashboard/],
  ["admin", "/domains", /^Portfolio/],
  ["admin", "/domains?q=no-name-is-called-this", /^Portfolio/],
  ["admin", "/domains?limit=0&colour=red", /^Portfolio/],
  ["admin", "/domains/kestrel-optics.org", /kestrel-optics\.org/],
  ["admin", "/domains/not-one-of-ours.com", /^(?:Not found|not-one-of-ours)/],
  ["admin", "/sync", /^Sync/],
  ["admin", "/sync?open=newest", /^Sync|Run/],
  ["admin", "/sync/inbox", /^Inbox/],
  ["admin", "/operations", /^Changes/],
  ["admin", "/operations?state=failed&colour=red", /^Changes/],
  ["admin", "/plans", /^Plans/],
  ["admin", "/plans?waiting=true", /^Plans/],
  ["admin", "/prices", /^Prices/],
  ["admin", "/prices?tab=names", /^Prices/],
  ["admin", "/prices?tab=rules", /^Prices/],
  ["admin", "/nameserver-sets", /^Nameserver sets/],
  ["admin", "/audit", /^Audit/],
  ["admin", "/audit?entry=1", /^Audit/],
  ["admin", "/contacts", /^Contacts/],
  ["admin", "/domains/register?names=example.com", /^Register/],
  ["acme", "/domains/register", /^Register/],
  ["admin", "/transfers", /^Transfers/],
  ["admin", "/transfers/new", /^Transfer names in/],
  ["admin", "/transfers/out/kestrel-optics.org", /^Transfer out/],
  ["admin", "/settings/accounts", /^Registrar accounts/],
  ["admin", "/settings/accounts?open=first", /./],
  ["admin", "/settings/accounts/new", /^Connect/],
  ["admin", "/settings/approvals", /^Approvals/],
  ["admin", "/settings/organisation", /^Organisation/],
  ["admin", "/settings/people", /^People/],
  ["admin", "/settings/partners", /^Partners/],
  ["admin", "/settings/partners?open=first", /./],
  ["admin", "/settings/sessions", /account|sessions/i],
  ["admin", "/nowhere", /Not found/],
  ["acme", "/", /^Dashboard/],
  ["acme", "/domains", /^Portfolio/],
];

/** Opens the first thing of a list where the address asks for it. */
async function open(page: Page, path: string): Promise<void> {
  const [list = "", isOne] = path.split("?open=");
  await page.goto(list);
  if (isOne) {
    await page.getByRole("main").getByRole("row").nth(1).getByRole("link").first().click();
    await page.waitForURL((url) => url.pathname.startsWith(`${list}/`));
  }
  // An open drawer hides the page behind it, but not away.
  await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toHaveCount(1);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await page.waitForLoadState("networkidle");
}

test.describe("a page", { tag: "@everywhere" }, () => {
  for (const [who, path, title] of PAGES) {
    test(`has no WCAG 2.2 AA finding in light and dark: ${who ?? "nobody"} ${path}`, async ({
      page,
      signedInAs,
    }) => {
      if (who) await signedInAs(who);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await open(page, path);
      await expect(page).toHaveTitle(title);
      expect(await findingsInBoth(page)).toEqual([]);
    });
  }
});

/** Says what is wrong with where the focus is; null when it can be seen. Runs in the page. */
function troubleWithFocus(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const { x, y, width, height } = focused.getBoundingClientRect();
  const { outlineStyle, boxShadow } = getComputedStyle(focused);
  const name = `${focused.tagName} ${focused.textContent?.slice(0, 40)}`;
  if (outlineStyle === "none" && boxShadow === "none") return `${name} shows no focus`;
  if (y + height <= 0 || y >= innerHeight) return `${name} is out of sight`;
  const within = (at: number, most: number) => Math.min(Math.max(at, 0), most - 1);
  const top = document.elementFromPoint(
    within(x + width / 2, innerWidth),
    within(y + height / 2, innerHeight),
  );
  const isSeen = top?.contains(focused) || focused.contains(top) || top?.closest("label, li, tr");
  return isSeen ? null : `${name} is covered by ${top?.tagName}`;
}

test("the keyboard reaches things visibly, and nothing covers what it reaches", async ({
  page,
  signedInAs,
}) => {
  await signedInAs("admin");
  for (const path of ["/domains", "/audit", "/settings/accounts", "/domains/kestrel-optics.org"]) {
    await open(page, path);
    for (let stops = 0; stops < 40; stops += 1) {
      await page.keyboard.press("Tab");
      expect({ path, trouble: await page.evaluate(troubleWithFocus) }).toEqual({
        path,
        trouble: null,
      });
    }
  }
});

test("no page is wider than a screen of 320 pixels", { tag: "@phone" }, async ({
  page,
  signedInAs,
}) => {
  await signedInAs("admin");
  await page.setViewportSize({ width: 320, height: 640 });
  for (const [who, path] of PAGES) {
    if (who === null) continue;
    await open(page, path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect({ path, width }).toEqual({ path, width: 320 });
  }
});
