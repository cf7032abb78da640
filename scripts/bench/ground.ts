import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { type Houses, housesOf } from "../generate/houses";
import { loadPortfolio, SEED } from "../generate/load";
import { databaseUrl, ensureDatabase, LOGINS } from "../postgres/roles";
import { type RunningPostgres, startPostgres } from "../postgres/start-postgres";
import { prepareDatabase } from "../prepare-database";

export const DATA_DIR = path.resolve(".data/bench");

/** It listens on loopback alone, and holds made-up names alone. */
const PASSWORD = "namekeep-bench";

/** What an operator gives a database of this size; all else is as the launcher sets it, durability included. */
export const POSTGRES_SETTINGS = {
  shared_buffers: "1GB",
  effective_cache_size: "3GB",
  random_page_cost: "1.1",
  shared_preload_libraries: "pg_stat_statements",
} as const;

/** One database of a generated portfolio. */
export type Field = {
  readonly names: number;
  readonly todayOn: string;
  readonly houses: Houses;
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
};

/** Starts the benchmark's own PostgreSQL, whose data stay from run to run. */
export function startGround(): Promise<RunningPostgres> {
  mkdirSync(DATA_DIR, { recursive: true });
  return startPostgres({
    dataDir: path.join(DATA_DIR, "postgres"),
    durable: true,
    passwords: { superuser: PASSWORD, owner: PASSWORD, app: PASSWORD },
    settings: POSTGRES_SETTINGS,
  });
}

/** Opens the database of `names` names of today, making it anew when it is of another day or schema. */
export async function openField(ground: RunningPostgres, names: number): Promise<Field> {
  const todayOn = new Date().toISOString().slice(0, 10);
  const database = `names_${names}`;
  const url = (login: string) => databaseUrl(login, PASSWORD, ground.port, database);
  const field = {
    names,
    todayOn,
    houses: housesOf(SEED),
    adminUrl: url("postgres"),
    ownerUrl: url(LOGINS.owner),
    appUrl: url(LOGINS.app),
  };
  const admin = postgres(ground.urls.admin, { max: 1, onnotice: () => undefined });
  try {
    const stamp = `${SEED} ${todayOn} ${schemaDigest()}`;
    if ((await stampOf(admin, database)) !== stamp)
      await makeField(ground, admin, database, field, stamp);
  } finally {
    await admin.end();
  }
  return field;
}

async function stampOf(admin: postgres.Sql, database: string): Promise<string | null> {
  const [row] = await admin<{ stamp: string | null }[]>`
    select shobj_description(oid, 'pg_database') as stamp from pg_database where datname = ${database}`;
  return row?.stamp ?? null;
}

async function makeField(
  ground: RunningPostgres,
  admin: postgres.Sql,
  database: string,
  field: Field,
  stamp: string,
): Promise<void> {
  const startedAt = performance.now();
  await admin`drop database if exists ${admin(database)} with (force)`;
  await ensureDatabase(ground.urls.admin, database, { owner: PASSWORD, app: PASSWORD });
  await prepareDatabase({ owner: field.ownerUrl, app: field.appUrl });
  const { adminUrl, names, todayOn } = field;
  await loadPortfolio({ adminUrl, names, seed: SEED, todayOn });
  await admin.unsafe(`comment on database ${database} is '${stamp}'`);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`${names.toLocaleString("en")} names made in ${seconds.toFixed(0)} s.`);
}

function schemaDigest(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync("db/migrations")
    .filter((name) => name.endsWith(".sql"))
    .sort())
    hash.update(readFileSync(path.join("db/migrations", file)));
  for (const file of ["domain-rows", "houses", "names", "random", "load"])
    hash.update(readFileSync(`scripts/generate/${file}.ts`));
  return hash.digest("hex").slice(0, 16);
}
