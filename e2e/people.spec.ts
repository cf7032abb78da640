import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures";

test.describe("people", () => {
  test("are added with a password that is shown once and works", async ({
    page,
    signedInAs,
    browser,
  }) => {
    const mark = randomUUID().slice(0, 8);
    const email = `${mark}@test.example`;
    await signedInAs("admin");
    await page.goto("/settings/people");
    await page.getByRole("button", { name: "Add a person…" }).click();
    const form = page.getByRole("dialog", { name: "Add a person" });
    await form.getByRole("textbox", { name: "Name" }).fill(`Nora ${mark}`);
    await form.getByLabel("E-mail address").fill(email);
    await form.getByRole("radio", { name: "Staff" }).check();
    await form.getByRole("button", { name: "Add person" }).click();
    const told = page.getByRole("dialog", { name: "The new password" });
    await expect(told).toContainText(email);
    const password = (await told.getByRole("paragraph").allTextContents())
      .map((text) => text.replace(/Cop(?:y|ied).*$/, "").trim())
      .find((text) => /^\S{12,}$/.test(text) && !text.includes("@"));
    expect(password).toBeTruthy();
    await told.getByRole("button", { name: "I have handed it on" }).click();
    await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Never signed in");

    const other = await browser.newContext();
    const theirs = await other.newPage();
    await theirs.goto("/sign-in");
    await theirs.getByLabel("E-mail address").fill(email);
    await theirs.getByLabel("Password", { exact: true }).fill(password ?? "");
    await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(theirs.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
    await other.close();
  });

  test("that are disabled are out at their next click", async ({
    page,
    signedInAs,
    house,
    callerAs,
  }) => {
    const person = await house.newPerson("staff");
    const theirs = await callerAs(person);
    expect((await theirs.send("/api/v1/me")).status).toBe(200);
    await signedInAs("admin");
    await page.goto("/settings/people");
    await page.getByRole("button", { name: `Actions for ${person.name}` }).click();
    await page.getByRole("menuitem", { name: "Disable…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
    await expect(page.getByText(`${person.name} is disabled.`)).toBeVisible();
    expect((await theirs.send("/api/v1/me")).status).toBe(401);
    expect((await theirs.fetchPage("/domains")).text).toContain("NEXT_REDIRECT;replace;/sign-in");
  });

  test("are signed out everywhere at once, and by a new role as well", async ({
    page,
    signedInAs,
    house,
    callerAs,
  }) => {
    const person = await house.newPerson("staff");
    const [first, second] = [await callerAs(person), await callerAs(person)];
    await signedInAs("admin");
    await page.goto("/settings/people");
    const actions = page.getByRole("button", { name: `Actions for ${person.name}` });
    await actions.click();
    await page.getByRole("menuitem", { name: "Sign out everywhere…" }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Sign out everywhere" })
      .click();
    await expect(page.getByText(`${person.name} is signed out.`)).toBeVisible();
    for (const browser of [first, second])
      expect((await browser.send("/api/v1/me")).status).toBe(401);

    const third = await callerAs(person);
    await actions.click();
    await page.getByRole("menuitem", { name: "Change name, role or partner…" }).click();
    const form = page.getByRole("dialog", { name: `Change ${person.name}` });
    await form.getByRole("radio", { name: "Administrator" }).check();
    await form.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(`${person.name} is changed.`)).toBeVisible();
    expect((await third.send("/api/v1/me")).status).toBe(401);
  });
});

test("one's own sessions are listed, and another can be ended", async ({
  page,
  signedInAs,
  house,
  callerAs,
}) => {
  const person = await house.newPerson("staff");
  const elsewhere = await callerAs(person);
  await signedInAs(person);
  await page.goto("/settings/sessions");
  const sessions = page.getByRole("table", { name: "Your sessions" });
  await expect(sessions.getByText("This one")).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out all others…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out the others" }).click();
  await expect(page.getByText("Signed out one browser.")).toBeVisible();
  expect((await elsewhere.send("/api/v1/me")).status).toBe(401);
  await page.reload();
  await expect(page.getByRole("table", { name: "Your sessions" })).toBeVisible();
});
