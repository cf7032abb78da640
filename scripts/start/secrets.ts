import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const token = () => randomBytes(32).toString("base64url");

const GENERATORS = {
  AUTH_SECRET: token,
  CREDENTIAL_KEYS: () => `1:${randomBytes(32).toString("base64")}`,
  CRON_SECRET: token,
  POSTGRES_SUPERUSER: token,
  POSTGRES_OWNER: token,
  POSTGRES_APP: token,
};

export type Secrets = Record<keyof typeof GENERATORS, string>;

/**
 * Reads the secrets of a start without configuration, and makes up those that are missing.
 *
 * They lie in `dataDir`/secrets, readable by its owner alone, and belong to the data beside them: without them the
 * database's logins and the sealed registrar credentials are lost.
 */
export function loadSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, "secrets");
  const known: Partial<Secrets> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const made = Object.entries(GENERATORS).map(([name, generate]) => [
    name,
    known[name as keyof Secrets] ?? generate(),
  ]);
  const secrets: Secrets = Object.fromEntries(made);
  mkdirSync(dataDir, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
  return secrets;
}
