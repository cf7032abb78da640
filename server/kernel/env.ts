import type { z } from "zod";
import { type GivenSettings, SETTINGS, type SettingKey } from "../settings/schemas";
import type { CredentialKeys } from "./credential-keys";
import { missingTogether, organisationSchema, settingsSchema } from "./env-settings";
import { err, ok, type Result } from "./result";

type Source = Readonly<Record<string, string | undefined>>;

/** A setting that is missing or malformed. Neither part ever holds the setting's value. */
export type EnvironmentProblem = { readonly setting: string; readonly message: string };

export type Oidc = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** The process's configuration. */
export type Environment = {
  readonly mode: "demo" | "production";
  readonly databaseUrl: string;
  readonly migrationUrl: string;
  readonly port: number;
  readonly host: string;
  /** Public origin, without a slash at its end. */
  readonly appUrl: string;
  readonly authSecret: string;
  readonly credentialKeys: CredentialKeys;
  /** Unset: the cron routes refuse. */
  readonly cronSecret: string | undefined;
  readonly oidc: Oidc | undefined;
  /** Settings of the organisation that the environment makes; the console may set them otherwise. */
  readonly organisation: GivenSettings;
  /** How many reverse proxies stand before us whose X-Forwarded-For is believed. */
  readonly trustProxy: number;
  readonly worker: "separate" | "off";
  /** The server that mail is handed to, and whom it comes from; unset: mail waits, and is given up after a week. */
  readonly mail: { readonly url: string; readonly from: string } | undefined;
  /** Hosts of egress proxies that may lie inside one's own network, exactly as accounts name them. */
  readonly egressProxyHosts: readonly string[];
  /** Who is asked where the public DNS is to be looked at. A demo asks nobody but its simulator. */
  readonly dnsResolvers: "system" | readonly string[];
  /** The registrar simulator on loopback; never set in production. */
  readonly simulatorUrl: string | undefined;
};

let known: Environment | undefined;

/**
 * The configuration of this process, read on first use so that a build needs none.
 *
 * @throws Error naming every missing or malformed setting
 */
export function environment(): Environment {
  if (known) return known;
  const read = readEnvironment(process.env);
  if (!read.ok) throw new Error(describeProblems(read.error));
  known = read.value;
  return known;
}

/** What the environment says of the organisation's settings; a process may ask that was given nothing else. */
export function organisationSettings(): GivenSettings {
  if (known) return known.organisation;
  const read = organisationSchema.safeParse(given(process.env));
  return read.success ? organisationOf(read.data) : environment().organisation;
}

/** An empty setting counts as unset. */
const given = (source: Source): Record<string, string> => {
  const set: Record<string, string> = {};
  for (const [setting, text] of Object.entries(source)) if (text?.trim()) set[setting] = text;
  return set;
};

/** Reads a configuration; all its problems come back at once. An empty setting counts as unset. */
export function readEnvironment(source: Source): Result<Environment, EnvironmentProblem[]> {
  const set = given(source);
  const parsed = settingsSchema.safeParse(set);
  const messages = new Map(missingTogether(set));
  for (const { path, message } of parsed.error?.issues ?? []) messages.set(path.join("."), message);
  if (parsed.success && messages.size === 0) return ok(assemble(parsed.data));
  return err([...messages].map(([setting, message]) => ({ setting, message })));
}

/** Writes the problems for the person who starts the process: one line each, without any value. */
export function describeProblems(problems: readonly EnvironmentProblem[]): string {
  const lines = problems.map(({ setting, message }) => `  ${setting} ${message}`);
  return ["Namekeep cannot start with this configuration:", ...lines].join("\n");
}

function assemble(set: z.output<typeof settingsSchema>): Environment {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = set;
  return {
    mode: set.NAMEKEEP_MODE,
    databaseUrl: set.DATABASE_URL,
    migrationUrl: set.DATABASE_MIGRATION_URL ?? set.DATABASE_URL,
    port: set.PORT,
    host: set.HOST,
    appUrl: set.APP_URL ?? `http://localhost:${set.PORT}`,
    authSecret: set.AUTH_SECRET,
    credentialKeys: set.CREDENTIAL_KEYS,
    cronSecret: set.CRON_SECRET,
    oidc: issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined,
    organisation: organisationOf(set),
    trustProxy: set.TRUST_PROXY,
    worker: set.WORKER,
    mail: set.SMTP_URL && set.MAIL_FROM ? { url: set.SMTP_URL, from: set.MAIL_FROM } : undefined,
    egressProxyHosts: set.EGRESS_PROXY_HOSTS,
    dnsResolvers: set.DNS_RESOLVERS ?? (set.NAMEKEEP_MODE === "demo" ? simulated(set) : "system"),
    simulatorUrl: set.NAMEKEEP_MODE === "demo" ? set.SIMULATOR_URL : undefined,
  };
}

/** The simulator answers questions of the DNS at the port where it speaks HTTP. */
const simulated = ({ SIMULATOR_URL: url }: z.output<typeof settingsSchema>): readonly string[] =>
  url ? [new URL(url).host] : [];

const organisationOf = (set: Readonly<Record<string, unknown>>): GivenSettings =>
  Object.fromEntries(
    (Object.keys(SETTINGS) as SettingKey[])
      .map((key) => [key, set[SETTINGS[key].variable]] as const)
      .filter(([, value]) => value !== undefined),
  );
