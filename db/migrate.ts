import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

const MIGRATIONS = path.join(process.cwd(), "db/migrations");
/** Any number, the same in every instance: whoever holds it migrates, the others wait. */
const LOCK = 7_263_001;

/** The owner's connection migrates; the application's is let in afterwards. They may be the same login. */
export type MigrationUrls = { readonly owner: string; readonly app: string };

/**
 * Brings the database to the newest schema and lets the application's login act as `namekeep_app`.
 *
 * Several instances may start at once: one migrates, the others wait and find nothing left to do.
 *
 * @param installAlso what else the owner sets up while it holds the lock, before rights are granted
 */
export async function migrateDatabase(
  urls: MigrationUrls,
  installAlso: (ownerUrl: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const lock = open(urls.owner);
  const sql = open(urls.owner);
  try {
    await lock`select pg_advisory_lock(${LOCK})`;
    await runMigrations(sql);
    await installAlso(urls.owner);
    await letIn(lock, urls.app);
  } finally {
    await Promise.all([lock.end(), sql.end()]);
  }
}

async function runMigrations(sql: postgres.Sql): Promise<void> {
  try {
    await migrate(drizzle(sql), { migrationsFolder: MIGRATIONS });
  } catch (error) {
    // Drizzle's own message is the whole statement; what PostgreSQL said about it is the cause.
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The database could not be migrated: ${reason}.`, { cause: error });
  }
}

const open = (url: string) => postgres(url, { max: 1, onnotice: () => undefined });

async function letIn(owner: postgres.Sql, appUrl: string): Promise<void> {
  const app = open(appUrl);
  try {
    const [row] = await app<[{ login: string; isMember: boolean }]>`
      select session_user as login, pg_has_role(session_user, 'namekeep_app', 'member') as "isMember"`;
    if (!row.isMember) await owner`grant namekeep_app to ${owner(row.login)}`;
  } finally {
    await app.end();
  }
}
