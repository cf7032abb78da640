import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { ensureDatabase } from "./postgres/roles";
import { prepareDatabase } from "./prepare-database";

const { adminUrl, logins, password } = inject("testServer");
let name: string;
let urls: { owner: string; app: string };

const urlOf = (login: string) => {
  const url = new URL(adminUrl);
  url.username = login;
  url.password = password;
  url.pathname = `/${name}`;
  return url.href;
};

async function ask(url: string, statement: string) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

beforeEach(async () => {
  name = `namekeep_empty_${randomBytes(6).toString("hex")}`;
  await ensureDatabase(adminUrl, name, { owner: password, app: password }, logins);
  urls = { owner: urlOf(logins.owner), app: urlOf(logins.app) };
});
afterEach(() => ask(adminUrl, `drop database ${name} with (force)`));

test("several instances that start at once migrate an empty database once", async () => {
  await Promise.all([prepareDatabase(urls), prepareDatabase(urls), prepareDatabase(urls)]);
  const applied = await ask(urls.owner, "select hash from drizzle.__drizzle_migrations");
  expect(applied.length).toBeGreaterThan(0);
  expect(new Set(applied.map(({ hash }) => hash)).size).toBe(applied.length);
});

test("the application may use the queue but not change its tables", async () => {
  await prepareDatabase(urls);
  expect(await ask(urls.app, "select name from pgboss.queue")).toContainEqual({
    name: "sync-account",
  });
  await expect(ask(urls.app, "drop table pgboss.job")).rejects.toThrow("must be owner");
  await expect(ask(urls.app, "create table pgboss.mine ()")).rejects.toThrow("permission denied");
});

test("the application may not change the product's tables either", async () => {
  await prepareDatabase(urls);
  await expect(ask(urls.app, "create table mine ()")).rejects.toThrow("permission denied");
  await expect(ask(urls.app, "drop table domains")).rejects.toThrow("must be owner");
});
