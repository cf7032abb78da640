import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures";

const WRONG = "This e-mail address and password do not fit together.";

test.describe("signing in", () => {
  test("leads to where one was going", { tag: "@everywhere" }, async ({ page, demo }) => {
    const { email, password } = demo.signIns[0] ?? { email: "", password: "" };
    await page.goto("/domains?sort=name");
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(/\/domains\?sort=name$/);
    await expect(page.getByRole("heading", { level: 1, name: "Portfolio" })).toBeVisible();
  });

  test("offers the people of the demo, each of whom can sign in", async ({ page, demo }) => {
    for (const { email } of demo.signIns.slice(1)) {
      await page.context().clearCookies();
      await page.goto("/sign-in");
      await page.getByRole("button", { name: new RegExp(email) }).click();
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
    }
  });

  test("says the same of a wrong password and of somebody unknown", async ({ page, demo }) => {
    await page.goto("/sign-in");
    for (const email of [demo.signIns[1]?.email ?? "", `${randomUUID()}@nobody.example`]) {
      await page.getByLabel("E-mail address").fill(email);
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByText(WRONG)).toBeVisible();
      await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
    }
  });

  test("asks for what is missing before anything is sent", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByText("Enter your e-mail address.")).toBeVisible();
    await expect(page.getByLabel("E-mail address")).toBeFocused();
  });

  test("tells when too many attempts were made, and how long to wait", async ({ page }) => {
    const email = `${randomUUID()}@nobody.example`;
    await page.goto("/sign-in");
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      await page.getByLabel("E-mail address").fill(email);
      await page.getByLabel("Password", { exact: true }).fill(`guess ${attempt}`);
      const answered = page.waitForResponse(/callback\/credentials/);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await answered;
    }
    await expect(
      page.getByText(/Too many attempts to sign in\. Try again in \d+ (?:minutes?|seconds?)\./),
    ).toBeVisible();
  });

  test("never leads to another site", async ({ page, signedInAs, demo }) => {
    await signedInAs("staff");
    for (const target of [
      "https://evil.example/",
      "//evil.example/",
      "/\\evil.example/",
      "/%09/evil.example",
      "javascript:alert(1)",
      "/..//evil.example",
    ]) {
      await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(target)}`);
      await expect(page).toHaveURL((url) => url.origin === demo.url.origin);
    }
  });

  test("is not asked of whoever is signed in", async ({ page, signedInAs }) => {
    await signedInAs("staff");
    await page.goto("/sign-in?callbackUrl=%2Faudit");
    await expect(page).toHaveURL(/\/audit$/);
  });
});

test("the set-up page is not there once there are people", async ({ page }) => {
  const answer = await page.goto("/set-up");
  expect(answer?.status()).toBe(404);
  await expect(page.getByText("There is nothing at this address.")).toBeVisible();
});

test("signing out shuts this browser's session at once, also for what it fetches", async ({
  page,
  signedInAs,
  house,
}) => {
  const person = await house.newPerson("staff");
  await signedInAs(person);
  await page.goto("/domains");
  await page.getByRole("button", { name: `${person.name}, account and appearance` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  expect((await page.request.get("/api/v1/me")).status()).toBe(401);
  await page.goto("/domains");
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await house.entriesBy(person.id)).toEqual(["session.ended"]);
});
