import postgres from "postgres";
import { type MigrationUrls, migrateDatabase } from "@/db/migrate";
import { installQueues } from "@/server/jobs/install";
import { QUEUE_SCHEMA } from "@/server/jobs/queues";

/** Brings tables and queues to the newest state and grants the application what it needs of both. */
export async function prepareDatabase(urls: MigrationUrls): Promise<void> {
  await migrateDatabase(urls, async (ownerUrl) => {
    await installQueues(ownerUrl);
    await grantQueues(ownerUrl);
  });
}

async function grantQueues(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const schema = sql(QUEUE_SCHEMA);
  try {
    await sql`grant usage on schema ${schema} to namekeep_app`;
    await sql`grant select, insert, update, delete on all tables in schema ${schema} to namekeep_app`;
    await sql`grant usage on all sequences in schema ${schema} to namekeep_app`;
    await sql`grant execute on all functions in schema ${schema} to namekeep_app`;
  } finally {
    await sql.end();
  }
}
