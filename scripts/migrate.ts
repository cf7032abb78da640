import { prepareDatabase } from "./prepare-database";
import { runMain } from "./run-main";

/** Migrates the database that DATABASE_MIGRATION_URL (else DATABASE_URL) names: for deployments without `npm start`. */
await runMain(async () => {
  const app = process.env.DATABASE_URL;
  if (!app) throw new Error("DATABASE_URL is missing: the PostgreSQL database to migrate.");
  await prepareDatabase({ owner: process.env.DATABASE_MIGRATION_URL || app, app });
  console.log("The database is at the newest schema.");
});
