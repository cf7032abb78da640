import type { Area, SettingKey } from "@/server/settings/schemas";

type Words = { readonly label: string; readonly help: string; readonly unit?: string };

/** What each setting is called, and what it does. */
export const SETTING_WORDS: Readonly<Record<SettingKey, Words>> = {
  timeZone: {
    label: "Time zone",
    help: "Schedules run by this clock, days begin by it, and dates are shown in it.",
  },
  syncIntervalHours: {
    label: "Fresh for",
    unit: "hours",
    help: "A name read more recently is skipped, unless the reading is forced.",
  },
  syncBatch: { label: "Batch", unit: "names", help: "Names taken up together." },
  syncPriorityDays: {
    label: "Priority window",
    unit: "days",
    help: "Names that expire within it are read first.",
  },
  syncTimeoutSeconds: {
    label: "Time-out",
    unit: "seconds",
    help: "How long reading one name may take.",
  },
  syncRetries: {
    label: "Retries",
    unit: "tries",
    help: "A name that fails more often in a row is marked for review.",
  },
  syncRetryDelaySeconds: {
    label: "Wait after a failure",
    unit: "seconds",
    help: "Each further failure of the same name doubles it.",
  },
  syncQueueThreshold: {
    label: "In the background from",
    unit: "names",
    help: "A reading you ask for of so many names or more does not keep you waiting.",
  },
  priceAlertPercent: {
    label: "Alert from a move of",
    unit: "%",
    help: "Up or down. Rules of their own may ask for less or more.",
  },
  statusSyncAt: { label: "Daily status sync", help: "Reads the status and expiry of names." },
  statusSyncNames: {
    label: "Names in a status sync",
    unit: "names",
    help: "At most so many a day, the most urgent first.",
  },
  fullSyncDay: { label: "Day of the full sync", help: "Once a week." },
  fullSyncAt: { label: "Weekly full sync", help: "Reads everything registrars tell of names." },
  fullSyncNames: {
    label: "Names in a full sync",
    unit: "names",
    help: "At most so many a week, the most urgent first.",
  },
  priceSyncAt: { label: "Daily price sync", help: "Asks every registrar that has a price list." },
};

export const AREA_WORDS: Readonly<Record<Area, { title: string; note: string }>> = {
  organisation: { title: "Organisation", note: "the clock everything here goes by" },
  sync: { title: "Sync", note: "how names are read from their registrars" },
  prices: { title: "Prices", note: "when a price is worth a word" },
  schedules: { title: "Schedules", note: "what is done by itself, by the clock above" },
};

export const WEEKDAY_WORDS = {
  monday: "Monday",
  tuesday: "Tuesday",
  wednesday: "Wednesday",
  thursday: "Thursday",
  friday: "Friday",
  saturday: "Saturday",
  sunday: "Sunday",
} as const;

/** A value as a sentence says it: “120 seconds”, “02:00”, “off”, “Sunday”. */
export function valueWords(key: SettingKey, value: string | number): string {
  const { unit } = SETTING_WORDS[key];
  if (typeof value === "number")
    return unit === "%" ? `${value} %` : `${value} ${unit ?? ""}`.trim();
  return value in WEEKDAY_WORDS ? WEEKDAY_WORDS[value as keyof typeof WEEKDAY_WORDS] : value;
}

/** “must be …” of a refused value as a sentence. */
export const asSentence = (message: string): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith(".") ? "" : "."}`;
