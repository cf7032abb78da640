import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readEnvironment } from "../kernel/env";
import { type GivenSettings, SETTING_KEYS, SETTINGS } from "./schemas";
import { effective, givenOf } from "./settings-of";

/** What holds where nobody says otherwise. */
const DEFAULTS = {
  timeZone: "UTC",
  syncIntervalHours: 6,
  syncBatch: 100,
  syncPriorityDays: 30,
  syncTimeoutSeconds: 120,
  syncRetries: 3,
  syncRetryDelaySeconds: 300,
  syncQueueThreshold: 50,
  priceAlertPercent: 10,
  statusSyncAt: "02:00",
  statusSyncNames: 200,
  fullSyncDay: "sunday",
  fullSyncAt: "03:00",
  fullSyncNames: 500,
  priceSyncAt: "04:00",
};

const NEEDED = {
  NAMEKEEP_MODE: "demo",
  DATABASE_URL: "postgres://app@127.0.0.1/x",
  APP_URL: "http://localhost:3000",
  AUTH_SECRET: "a".repeat(32),
  CREDENTIAL_KEYS: `1:${Buffer.alloc(32).toString("base64")}`,
};
const another = (key: keyof typeof DEFAULTS): string => {
  if (key === "timeZone") return "Asia/Tokyo";
  if (key === "fullSyncDay") return "friday";
  return typeof DEFAULTS[key] === "string" ? "13:30" : String(Number(DEFAULTS[key]) + 1);
};

test("every setting has the default that was agreed on", () => {
  expect(effective({})).toEqual(DEFAULTS);
});

test.each(SETTING_KEYS)("%s can be set in the environment, and otherwise in the console", (key) => {
  const wanted = another(key);
  const read = readEnvironment({ ...NEEDED, [SETTINGS[key].variable]: wanted });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const value = read.value.organisation[key];
  expect(String(value)).toBe(wanted);
  const console: GivenSettings = givenOf({ [key]: value });
  expect(effective(console)).toEqual({ ...DEFAULTS, [key]: value });
});

test("the front page of the project names every variable of them", () => {
  const text = readFileSync(path.join(import.meta.dirname, "../../README.md"), "utf8");
  for (const { variable } of Object.values(SETTINGS)) expect(text).toContain(`\`${variable}\``);
});
