import { z } from "zod";
import { SETTINGS, type SettingKey } from "../settings/schemas";
import { parseCredentialKeys } from "./credential-keys";

const required = "is missing";
const text = (message = required) => z.string({ error: message });
const number = (least: number, most: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${least} to ${most}` })
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    });

const postgresUrl = text(
  `${required}: the PostgreSQL to use, postgres://user@host/database`,
).refine((url) => /^postgres(?:ql)?:$/.test(protocolOf(url)), {
  error: "must be a postgres:// URL",
});

const secret = (least: number, purpose: string) =>
  text(`${required}: ${purpose}`).min(least, { error: `must have at least ${least} characters` });

const secureOrigin = (purpose: string) =>
  text(`${required}: ${purpose}`)
    .refine(isSecure, { error: "must be an https:// URL (http:// only on localhost)" })
    .transform((url) => url.replace(/\/+$/, ""));

const isNumber = (key: SettingKey) => typeof SETTINGS[key].initial === "number";

/** The settings of the organisation as the environment may hold them: text, of which some are numbers. */
const ofOrganisation = Object.fromEntries(
  (Object.keys(SETTINGS) as SettingKey[]).map((key) => {
    const { variable } = SETTINGS[key];
    const schema: z.ZodType<string | number> = SETTINGS[key].schema;
    const read = (given: unknown) => (isNumber(key) ? Number(given) : given);
    return [variable, z.preprocess(read, schema).optional()];
  }),
);

/** What the environment may say of the organisation, by itself. */
export const organisationSchema = z.object(ofOrganisation);

/** The settings one by one; what they must be together is asked in `missingTogether`. */
export const settingsSchema = z.object({
  NAMEKEEP_MODE: z
    .enum(["demo", "production"], { error: 'must be "demo" or "production"' })
    .default("production"),
  DATABASE_URL: postgresUrl,
  DATABASE_MIGRATION_URL: postgresUrl.optional(),
  PORT: number(1, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  APP_URL: secureOrigin("the public origin, such as https://names.example.com")
    .refine((url) => URL.canParse(url) && new URL(url).origin === url, {
      error: "must be an origin without a path",
    })
    .optional(),
  AUTH_SECRET: secret(32, "32 or more random characters that sign session cookies"),
  CREDENTIAL_KEYS: text(`${required}: 1:<base64 of 32 random bytes>`).transform((keys, context) => {
    const parsed = parseCredentialKeys(keys);
    if (parsed) return parsed;
    context.addIssue("must be 1:<base64 of 32 bytes>, further keys after a comma");
    return z.NEVER;
  }),
  CRON_SECRET: secret(16, "").optional(),
  OIDC_ISSUER: secureOrigin("").optional(),
  OIDC_CLIENT_ID: text().optional(),
  OIDC_CLIENT_SECRET: text().optional(),
  TRUST_PROXY: number(0, 10).default(0),
  EGRESS_PROXY_HOSTS: z
    .string()
    .transform((hosts) =>
      hosts
        .toLowerCase()
        .split(",")
        .map((host) => host.trim()),
    )
    .refine(
      (hosts) => hosts.every((host) => /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/.test(host)),
      {
        error: "must be host names or addresses, each with a port or without, separated by commas",
      },
    )
    .default([]),
  DNS_RESOLVERS: z
    .string()
    .transform((addresses) =>
      addresses.trim() === "off" ? [] : addresses.split(",").map((address) => address.trim()),
    )
    .refine((addresses) => addresses.every(isResolver), {
      error: 'must be "off", or IP addresses, each with a port or without, separated by commas',
    })
    .optional(),
  WORKER: z.enum(["separate", "off"], { error: 'must be "separate" or "off"' }).default("separate"),
  SMTP_URL: z
    .string()
    .refine(isMailServer, {
      error:
        "must be smtps://user:password@host or smtp://user:password@host, each with a port or without",
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .refine((from) => /^(?:[^<>\r\n"]{1,80} )?<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?$/.test(from), {
      error: "must be an address, such as names@example.com or Namekeep <names@example.com>",
    })
    .optional(),
  SIMULATOR_URL: z
    .string()
    .refine(isLoopback, { error: "must be an http:// URL on 127.0.0.1" })
    .optional(),
  ...ofOrganisation,
});

const OIDC_SETTINGS = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;

/** Names the settings that others make necessary. */
export function missingTogether(set: Readonly<Record<string, string>>): [string, string][] {
  const missing: [string, string][] = [];
  if (set.NAMEKEEP_MODE !== "demo" && !set.APP_URL) {
    missing.push(["APP_URL", `${required}: the public origin, such as https://names.example.com`]);
  }
  if (set.SMTP_URL && !set.MAIL_FROM)
    missing.push(["MAIL_FROM", `${required}: the address that mail comes from`]);
  if (!OIDC_SETTINGS.some((setting) => set[setting])) return missing;
  const absent = OIDC_SETTINGS.filter((setting) => !set[setting]);
  const reason = `${required}: ${OIDC_SETTINGS.join(", ")} belong together`;
  return [...missing, ...absent.map((setting): [string, string] => [setting, reason])];
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : "";
}

function isSecure(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return protocol === "https:" || (protocol === "http:" && isLocal);
}

function isMailServer(url: string): boolean {
  return (
    URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol) && new URL(url).hostname !== ""
  );
}

function isLoopback(url: string): boolean {
  return (
    URL.canParse(url) && new URL(url).protocol === "http:" && new URL(url).hostname === "127.0.0.1"
  );
}

/** Such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53, as Node's resolver takes them. */
function isResolver(address: string): boolean {
  const inBrackets = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(address)?.[1];
  return (
    z.ipv6().safeParse(inBrackets ?? address).success ||
    z.ipv4().safeParse(address.replace(/:\d{1,5}$/, "")).success
  );
}
