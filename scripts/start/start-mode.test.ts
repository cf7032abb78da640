import { expect, test } from "vitest";
import { startMode, startSettings } from "./start-mode";

const secrets = {
  AUTH_SECRET: "generated-secret-of-more-than-32-characters",
  CREDENTIAL_KEYS: `1:${Buffer.alloc(32).toString("base64")}`,
  CRON_SECRET: "generated-cron-secret",
  POSTGRES_SUPERUSER: "a",
  POSTGRES_OWNER: "b",
  POSTGRES_APP: "c",
};

test.each([
  [{}, "demo"],
  [{ DATABASE_URL: "postgres://db/x" }, "demo"],
  [{ NODE_ENV: "production", DATABASE_URL: "postgres://db/x" }, "production"],
  [{ NODE_ENV: "production" }, "production"],
  [{ NODE_ENV: "production", NAMEKEEP_MODE: "demo" }, "demo"],
  [{ NAMEKEEP_MODE: "production" }, "production"],
])("%o starts as %s", (source, expected) => {
  expect(startMode(source)).toBe(expected);
});

test("a demo needs no setting at all", () => {
  expect(startSettings({}, "demo", secrets)).toMatchObject({
    mode: "demo",
    appUrl: "http://localhost:3000",
    authSecret: secrets.AUTH_SECRET,
  });
});

test("what is set goes before what was generated, and a blank counts as unset", () => {
  const source = { AUTH_SECRET: "chosen-secret-of-more-than-32-characters", CRON_SECRET: " " };
  expect(startSettings(source, "demo", secrets)).toMatchObject({
    authSecret: source.AUTH_SECRET,
    cronSecret: secrets.CRON_SECRET,
  });
});

test("production takes no generated secret and names everything that is missing", () => {
  const start = () => startSettings({ NODE_ENV: "production" }, "production", null);
  for (const setting of ["DATABASE_URL", "APP_URL", "AUTH_SECRET", "CREDENTIAL_KEYS"]) {
    expect(start).toThrow(setting);
  }
});
