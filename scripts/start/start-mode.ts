import { describeProblems, type Environment, readEnvironment } from "@/server/kernel/env";
import type { Secrets } from "./secrets";

type Source = Readonly<Record<string, string | undefined>>;
export type Mode = Environment["mode"];

/**
 * Tells what kind of start is asked for. A demo has sign-ins that everybody can read, so NODE_ENV=production
 * is never taken for one, not even without a database: that start must fail and say what is missing.
 */
export function startMode(source: Source): Mode {
  if (source.NAMEKEEP_MODE === "demo" || source.NAMEKEEP_MODE === "production") {
    return source.NAMEKEEP_MODE;
  }
  return source.NODE_ENV === "production" ? "production" : "demo";
}

/** Stands for the embedded database's URL until it runs and has a port. */
const EMBEDDED = "postgres://127.0.0.1/namekeep";

/**
 * Puts together and checks the settings of a start, before anything is started.
 *
 * @throws Error naming every missing or malformed setting
 */
export function startSettings(source: Source, mode: Mode, secrets: Secrets | null): Environment {
  const read = readEnvironment({
    ...defaultsFrom(secrets),
    ...(mode === "demo" ? { DATABASE_URL: EMBEDDED } : {}),
    ...withoutBlanks(source),
    NAMEKEEP_MODE: mode,
  });
  if (read.ok) return read.value;
  const advice =
    mode === "production" && !source.DATABASE_URL
      ? "\nFor a demo that needs no configuration, start without NODE_ENV=production."
      : "";
  throw new Error(describeProblems(read.error) + advice);
}

/**
 * The variables a child process gets: those of this process, the generated secrets where none were given, and
 * what the start itself has found out.
 */
export function childVariables(
  source: Source,
  secrets: Secrets | null,
  found: Record<string, string>,
): Record<string, string> {
  return { ...defaultsFrom(secrets), ...withoutBlanks(source), ...found };
}

function defaultsFrom(secrets: Secrets | null): Record<string, string> {
  if (!secrets) return {};
  const { AUTH_SECRET, CREDENTIAL_KEYS, CRON_SECRET } = secrets;
  return { AUTH_SECRET, CREDENTIAL_KEYS, CRON_SECRET };
}

function withoutBlanks(source: Source): Record<string, string> {
  const set: Record<string, string> = {};
  for (const [name, text] of Object.entries(source)) if (text?.trim()) set[name] = text;
  return set;
}
