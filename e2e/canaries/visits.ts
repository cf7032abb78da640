import { readFileSync } from "node:fs";
import type { Browser } from "@playwright/test";
import { z } from "zod";
import { expect } from "../fixtures";
import type { Account, Person } from "../house";
import { HttpClient } from "../http-client";
import { SESSION_COOKIE } from "../world";
import type { Ground } from "./ground";

/** Calls every server action of the build, known or not, with what one of them is meant for. */
export async function callActions(ground: Ground, inputs: readonly unknown[]): Promise<number> {
  const { own, house, answers } = ground;
  const manifest = z.object({ node: z.record(z.string(), z.unknown()) });
  const text = readFileSync(".next/server/server-reference-manifest.json", "utf8");
  const ids = Object.keys(manifest.parse(JSON.parse(text)).node);
  expect(ids.length).toBeGreaterThan(20);
  let done = 0;
  for (const id of ids) {
    // One of them ends the session it is called with, and tests are counted by person.
    const cookie = await house.openSession(await house.newPerson("admin"));
    const caller = new HttpClient(own.demo.url, cookie, answers);
    for (const input of inputs) {
      const answer = await caller.send("/settings/accounts/new", {
        method: "POST",
        headers: {
          "next-action": id,
          "content-type": "text/plain;charset=UTF-8",
          origin: own.demo.url.origin,
        },
        body: JSON.stringify([input]),
      });
      if (answer.text.includes('"ok":true')) done += 1;
    }
  }
  return done;
}

/** Signs in as a person would, with a wrong password and with the right one, and hands back what was seen. */
export async function signIn(
  browser: Browser,
  { own, planted }: Ground,
  { email }: Person,
): Promise<{ seen: string; cookie: string }> {
  const page = await browser.newPage({ baseURL: own.demo.url.href });
  let seen = "";
  page.on("console", (message) => {
    seen += message.text();
  });
  for (const password of [planted.wrongPassword, planted.password]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    const answered = page.waitForResponse(/callback\/credentials/);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await answered;
    seen += page.url();
  }
  await page.waitForURL((url) => url.pathname === "/");
  seen += await page.content();
  const cookies = await page.context().cookies();
  await page.close();
  return { seen, cookie: cookies.find(({ name }) => name === SESSION_COOKIE)?.value ?? "" };
}

/** Every page and every interface that tells of accounts, names, people and what was done. */
export const placesOf = (accounts: readonly Account[], names: readonly string[]): string[] => [
  "/",
  "/domains",
  "/sync",
  "/audit",
  "/settings/accounts",
  "/settings/accounts/new",
  "/settings/people",
  "/settings/partners",
  "/settings/sessions",
  "/api/v1/me",
  "/api/v1/me/sessions",
  "/api/v1/accounts",
  "/api/v1/domains",
  "/api/v1/domains/export?format=csv",
  "/api/v1/domains/export?format=json",
  "/api/v1/domains/facets",
  "/api/v1/domains/overview",
  "/api/v1/audit",
  "/api/v1/audit/export",
  "/api/v1/audit/actors",
  "/api/v1/sync/runs",
  "/api/v1/users",
  "/api/v1/partners",
  "/api/v1/no-such-place",
  ...accounts.flatMap(({ id }) => [`/settings/accounts/${id}`, `/api/v1/accounts/${id}`]),
  ...names.flatMap((name) => [`/domains/${name}`, `/api/v1/domains/${name}`]),
];

/** Asks for all of these places, as a page too where it is one. */
export async function visitAll(
  ground: Ground,
  cookie: string | null,
  places: readonly string[],
): Promise<void> {
  const caller = new HttpClient(ground.own.demo.url, cookie, ground.answers);
  for (const place of places) {
    await caller.send(place);
    if (!place.startsWith("/api/")) await caller.fetchPage(place);
  }
}
