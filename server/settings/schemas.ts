import { z } from "zod";

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
};

const timeZone = z
  .string()
  .trim()
  .max(64)
  .refine(isTimeZone, { error: "must be an IANA time zone such as Europe/Bucharest" });

/** A time of day by the organisation's clock, or never. */
const timeOfDay = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|off)$/, {
  error: 'must be a time such as 02:00, or "off"',
});

export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

const weekday = z.enum(WEEKDAYS, { error: `must be one of ${WEEKDAYS.join(", ")}` });

/** One setting of the organisation: what it may be, what it is when nobody says, and where the environment says it. */
const setting = <S extends z.ZodType<string | number>>(
  area: Area,
  schema: S,
  initial: z.output<S>,
  variable: string,
) => ({ area, schema, initial, variable });

export const AREAS = ["organisation", "sync", "prices", "schedules"] as const;
export type Area = (typeof AREAS)[number];

/**
 * Every setting of the organisation. What an administrator saved in the console wins over the environment's
 * `variable`, and that over `initial`. Units stand in the names.
 */
export const SETTINGS = {
  timeZone: setting("organisation", timeZone, "UTC", "ORGANISATION_TIME_ZONE"),
  /** A name read more recently than this is fresh: it is skipped unless forced. */
  syncIntervalHours: setting("sync", whole(1, 168), 6, "SYNC_INTERVAL_HOURS"),
  /** Names taken up together. */
  syncBatch: setting("sync", whole(1, 1_000), 100, "SYNC_BATCH"),
  /** Names that expire within so many days come first. */
  syncPriorityDays: setting("sync", whole(1, 365), 30, "SYNC_PRIORITY_DAYS"),
  /** How long reading one name may take. */
  syncTimeoutSeconds: setting("sync", whole(5, 600), 120, "SYNC_TIMEOUT_SECONDS"),
  /** After so many failures in a row a name is marked for review. */
  syncRetries: setting("sync", whole(0, 20), 3, "SYNC_RETRIES"),
  /** The wait after the first failure; each further one doubles it. */
  syncRetryDelaySeconds: setting("sync", whole(10, 86_400), 300, "SYNC_RETRY_DELAY_SECONDS"),
  /** From so many names on, a reading asked for by hand is done in the background. */
  syncQueueThreshold: setting("sync", whole(1, 100_000), 50, "SYNC_QUEUE_THRESHOLD"),
  /** A price that moves by so much or more raises an alert. */
  priceAlertPercent: setting("prices", whole(1, 1_000), 10, "PRICE_ALERT_PERCENT"),
  statusSyncAt: setting("schedules", timeOfDay, "02:00", "STATUS_SYNC_AT"),
  statusSyncNames: setting("schedules", whole(1, 100_000), 200, "STATUS_SYNC_NAMES"),
  fullSyncDay: setting("schedules", weekday, "sunday", "FULL_SYNC_DAY"),
  fullSyncAt: setting("schedules", timeOfDay, "03:00", "FULL_SYNC_AT"),
  fullSyncNames: setting("schedules", whole(1, 100_000), 500, "FULL_SYNC_NAMES"),
  priceSyncAt: setting("schedules", timeOfDay, "04:00", "PRICE_SYNC_AT"),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export const SETTING_KEYS = Object.keys(SETTINGS) as [SettingKey, ...SettingKey[]];

/** The values that hold now. */
export type OrganisationSettings = {
  readonly [K in SettingKey]: z.output<(typeof SETTINGS)[K]["schema"]>;
};

type Shape = { [K in SettingKey]: (typeof SETTINGS)[K]["schema"] };
const SHAPE = Object.fromEntries(
  Object.entries(SETTINGS).map(([key, { schema }]) => [key, schema]),
) as Shape;

/** What was set at one of the places, without what it leaves open. */
export type GivenSettings = Partial<OrganisationSettings>;

export const SETTING_SOURCES = ["console", "environment", "default"] as const;
export type SettingSource = (typeof SETTING_SOURCES)[number];

/** One setting as the console shows it: what holds, who says so, and what would hold without the console. */
export type SettingDto = {
  readonly key: SettingKey;
  readonly value: string | number;
  readonly source: SettingSource;
  readonly beneath: { readonly value: string | number; readonly source: SettingSource };
};

/** All settings. `version` must come back with a change: it tells that nobody else changed them meanwhile. */
export type SettingsDto = {
  readonly version: number;
  readonly changed: { readonly at: string; readonly by: string } | null;
  readonly settings: readonly SettingDto[];
};

const changeOf = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

/** A change of some settings; null gives one back to the environment or the default. */
export const SaveSettingsInput = z.strictObject({
  version: z.int().min(1),
  values: z.strictObject(
    Object.fromEntries(
      Object.entries(SHAPE).map(([key, schema]) => [key, changeOf<z.ZodType>(schema)]),
    ) as { [K in SettingKey]: z.ZodOptional<z.ZodNullable<Shape[K]>> },
  ),
});
export type SaveSettingsInput = z.input<typeof SaveSettingsInput>;
