import { z } from "zod";

const SignIns = z.array(z.object({ email: z.string(), password: z.string(), who: z.string() }));

const Variables = z.object({
  E2E_BASE_URL: z.url().default("http://localhost:3000"),
  E2E_SIGN_INS: z.string().transform((text) => SignIns.parse(JSON.parse(text))),
  E2E_DATABASE_URL: z.string(),
  E2E_SIMULATOR_URL: z.url(),
  E2E_CRON_SECRET: z.string().min(1),
  E2E_AUTH_SECRET: z.string().min(1),
  E2E_CREDENTIAL_KEYS: z.string().min(1),
  E2E_SMTP_PORT: z.coerce.number().int(),
});

const read = Variables.parse(process.env);

/** The demo that is tested, as scripts/e2e.ts tells of it. */
export const world = {
  url: new URL(read.E2E_BASE_URL),
  signIns: read.E2E_SIGN_INS,
  databaseUrl: read.E2E_DATABASE_URL,
  simulatorUrl: read.E2E_SIMULATOR_URL,
  cronSecret: read.E2E_CRON_SECRET,
  authSecret: read.E2E_AUTH_SECRET,
  credentialKeys: read.E2E_CREDENTIAL_KEYS,
  /** Where the demo hands its mail to; a test listens there. */
  smtpPort: read.E2E_SMTP_PORT,
} as const;
export type World = typeof world;

/** The people of the demo, by what they are. */
export const PEOPLE = {
  admin: "admin@demo.example",
  staff: "staff@demo.example",
  acme: "anna@acme.example",
  lumen: "luca@lumen.example",
} as const;
export type Who = keyof typeof PEOPLE;

export const SESSION_COOKIE = "namekeep.session";
