import postgres from "postgres";

export const DATABASE = "namekeep";

/** Passwords of the cluster's three logins. */
export type Passwords = {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
};

/** The two logins of Namekeep: one owns the tables and migrates, the other one serves and owns nothing. */
export type Logins = { readonly owner: string; readonly app: string };

export const LOGINS: Logins = { owner: "namekeep_owner", app: "namekeep" };

/**
 * Creates the two logins and the database `name` where they are missing, and sets the passwords.
 *
 * @param adminUrl a superuser's connection to any database of the cluster
 */
export async function ensureDatabase(
  adminUrl: string,
  name: string,
  passwords: Omit<Passwords, "superuser">,
  logins: Logins = LOGINS,
): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await ensureLogin(sql, logins.owner, "createrole", passwords.owner);
    await ensureLogin(sql, logins.app, "nocreaterole", passwords.app);
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) {
      await sql`create database ${sql(name)} owner ${sql(logins.owner)}`;
    }
  } finally {
    await sql.end();
  }
}

async function ensureLogin(
  sql: postgres.Sql,
  name: string,
  rights: "createrole" | "nocreaterole",
  password: string,
): Promise<void> {
  const found = await sql`select 1 from pg_roles where rolname = ${name}`;
  if (found.length === 0) await sql`create role ${sql(name)}`;
  // DDL takes no parameters: format() quotes the password on the server.
  const [row] = await sql<[{ statement: string }]>`
    select format('alter role %I login nosuperuser nobypassrls nocreatedb ${sql.unsafe(rights)} password %L',
                  ${name}::text, ${password}::text) as statement`;
  await sql.unsafe(row.statement);
}

/** Writes the connection URL of one login. */
export function databaseUrl(login: string, password: string, port: number, name: string): string {
  return `postgres://${login}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
}
