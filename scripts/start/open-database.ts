import path from "node:path";
import postgres from "postgres";
import type { MigrationUrls } from "@/db/migrate";
import type { Environment } from "@/server/kernel/env";
import { startPostgres } from "../postgres/start-postgres";
import { prepareDatabase } from "../prepare-database";
import type { Secrets } from "./secrets";
import type { Undoing } from "./undoing";

const OLDEST_SERVER = 150_000;

type DatabaseOrder = {
  readonly settings: Environment;
  readonly source: Readonly<Record<string, string | undefined>>;
  /** The generated secrets of a demo, and where it keeps its data. */
  readonly secrets: Secrets | null;
  readonly dataDir: string;
  readonly durable: boolean;
};

/**
 * Opens the database of a start, the given one or the embedded one, and brings it to the newest schema.
 *
 * @throws Error saying what is wrong with the server in one line
 */
export async function openDatabase(order: DatabaseOrder, undoing: Undoing): Promise<MigrationUrls> {
  const { settings, source, secrets } = order;
  const isEmbedded = secrets !== null && !source.DATABASE_URL?.trim();
  const urls = isEmbedded
    ? await startEmbedded(order, secrets, undoing)
    : { owner: settings.migrationUrl, app: settings.databaseUrl };
  await checkServer(urls.owner);
  await prepareDatabase(urls);
  return urls;
}

async function startEmbedded(
  { dataDir, durable }: DatabaseOrder,
  secrets: Secrets,
  undoing: Undoing,
): Promise<MigrationUrls> {
  const folder = path.join(dataDir, "postgres");
  const passwords = {
    superuser: secrets.POSTGRES_SUPERUSER,
    owner: secrets.POSTGRES_OWNER,
    app: secrets.POSTGRES_APP,
  };
  const { urls, stop } = await startPostgres({ dataDir: folder, durable, passwords });
  undoing.add(stop);
  return { owner: urls.owner, app: urls.app };
}

async function checkServer(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    const [row] = await sql<[{ version: string }]>`
      select current_setting('server_version_num') as version`;
    if (Number(row.version) < OLDEST_SERVER) throw new Error("it is older than PostgreSQL 15");
  } catch (cause) {
    const why = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new Error(`The database cannot be used: ${why}.`, { cause });
  } finally {
    await sql.end({ timeout: 1 });
  }
}
