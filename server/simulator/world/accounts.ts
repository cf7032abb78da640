import type { Organisation, Token } from "../records";

export const MAIN: Organisation = {
  id: "3f0c7a52-0000-4000-8000-0000000000a1",
  name: "Northwind Hosting",
};
export const RESALE: Organisation = {
  id: "3f0c7a52-0000-4000-8000-0000000000b2",
  name: "Northwind Resale",
};
export const STRANGER: Organisation = {
  id: "3f0c7a52-0000-4000-8000-0000000000c3",
  name: "Southgate Holdings",
};

/** Owns nothing either, until it is given names that are to be changed. */
export const EASTGATE: Organisation = {
  id: "3f0c7a52-0000-4000-8000-0000000000d4",
  name: "Eastgate Holdings",
};

export const ORGANISATIONS: readonly Organisation[] = [MAIN, RESALE, STRANGER, EASTGATE];

/** Tokens of the simulated accounts. Their names say that they open nothing real. */
export const TOKENS = {
  main: "sim-pat-northwind-main",
  resale: "sim-pat-northwind-resale",
  /** Sees the main account and may change nothing. */
  readOnly: "sim-pat-northwind-readonly",
  /** Ended the day before the world began. */
  expired: "sim-pat-northwind-expired",
  /** Ends six days after the world began. */
  expiring: "sim-pat-northwind-expiring",
  /** Belongs to an organisation that owns nothing here. */
  stranger: "sim-pat-southgate",
  /** Belongs to another organisation that owns nothing here. */
  eastgate: "sim-pat-eastgate-names",
} as const;

const YEAR_DAYS = 365;

export const KNOWN_TOKENS: readonly Token[] = [
  { secret: TOKENS.main, organisationId: MAIN.id, expiresInDays: 50 * YEAR_DAYS, canWrite: true },
  {
    secret: TOKENS.resale,
    organisationId: RESALE.id,
    expiresInDays: 50 * YEAR_DAYS,
    canWrite: true,
  },
  {
    secret: TOKENS.readOnly,
    organisationId: MAIN.id,
    expiresInDays: 50 * YEAR_DAYS,
    canWrite: false,
  },
  { secret: TOKENS.expired, organisationId: MAIN.id, expiresInDays: -1, canWrite: true },
  { secret: TOKENS.expiring, organisationId: MAIN.id, expiresInDays: 6, canWrite: true },
  {
    secret: TOKENS.stranger,
    organisationId: STRANGER.id,
    expiresInDays: 50 * YEAR_DAYS,
    canWrite: true,
  },
  {
    secret: TOKENS.eastgate,
    organisationId: EASTGATE.id,
    expiresInDays: 50 * YEAR_DAYS,
    canWrite: true,
  },
];
