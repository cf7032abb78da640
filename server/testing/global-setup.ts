import { randomBytes } from "node:crypto";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { ensureDatabase } from "@/scripts/postgres/roles";
import { startPostgres } from "@/scripts/postgres/start-postgres";
import { clusterIn, temporaryFolder } from "@/scripts/postgres/temporary-folder";
import { prepareDatabase } from "@/scripts/prepare-database";

const LOGINS = { owner: "namekeep_test_owner", app: "namekeep_test" };
const PASSWORD = "namekeep-test";

/** What the integration tests need to know of the database server; see testDatabase(). */
export type TestServer = {
  readonly adminUrl: string;
  readonly template: string;
  readonly logins: typeof LOGINS;
  readonly password: string;
};

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** Starts a PostgreSQL for this run, or uses TEST_DATABASE_URL (a superuser's), and migrates one template database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `namekeep_template_${randomBytes(4).toString("hex")}`;
  await ensureDatabase(server.adminUrl, template, { owner: PASSWORD, app: PASSWORD }, LOGINS);
  await prepareDatabase({
    owner: loginUrl(server.adminUrl, LOGINS.owner, template),
    app: loginUrl(server.adminUrl, LOGINS.app, template),
  });
  project.provide("testServer", {
    adminUrl: server.adminUrl,
    template,
    logins: LOGINS,
    password: PASSWORD,
  });
  return async () => {
    await dropTemplate(server.adminUrl, template);
    await server.stop();
  };
}

function loginUrl(adminUrl: string, login: string, database: string): string {
  const url = new URL(adminUrl);
  url.username = login;
  url.password = PASSWORD;
  url.pathname = `/${database}`;
  return url.href;
}

async function dropTemplate(adminUrl: string, template: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  await sql`drop database ${sql(template)} with (force)`;
  await sql.end();
}

async function startServer(): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { adminUrl: given, stop: async () => undefined };
  const folder = await temporaryFolder();
  const running = await startPostgres({
    dataDir: clusterIn(folder.path),
    durable: false,
    passwords: { superuser: PASSWORD, owner: PASSWORD, app: PASSWORD },
    settings: { max_connections: "200" },
  });
  return {
    adminUrl: running.urls.admin,
    stop: async () => {
      await running.stop();
      folder.remove();
    },
  };
}
