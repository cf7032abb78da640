import { spawn } from "node:child_process";
import { once } from "node:events";
import { SETTINGS } from "../server/settings/schemas";
import { ensureChromium } from "./chromium";
import { freePort } from "./postgres/ports";
import { runMain } from "./run-main";
import type { RunningNamekeep } from "./start/run-namekeep";
import { withThrowawayDemo } from "./start/throwaway-demo";

const HALF_A_DAY_MS = 43_200_000;

/**
 * Leaves nothing of the shell's own settings, and puts the daily jobs half a day away: they would read names and prices
 * in the middle of whatever test runs at that hour.
 */
function settleHours(): void {
  for (const { variable } of Object.values(SETTINGS)) delete process.env[variable];
  const at = new Date(Date.now() + HALF_A_DAY_MS).toISOString().slice(11, 16);
  for (const { variable } of [SETTINGS.statusSyncAt, SETTINGS.fullSyncAt, SETTINGS.priceSyncAt])
    process.env[variable] = at;
}

/** Runs the browser tests against a demo of their own, which lives no longer than they do. */
async function main(): Promise<void> {
  const executable = ensureChromium();
  // Playwright is told by the terminal itself; we only stay to clear up after it.
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => undefined);
  settleHours();
  const smtpPort = await freePort();
  process.env.SMTP_URL = `smtp://127.0.0.1:${smtpPort}`;
  process.env.MAIL_FROM = "Namekeep <names@example.com>";
  await withThrowawayDemo((running) => runPlaywright(running, executable, smtpPort));
}

async function runPlaywright(
  running: RunningNamekeep,
  executable: string,
  smtpPort: number,
): Promise<void> {
  const { variables, databases, settings, signIns } = running;
  const args = ["node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, {
    stdio: "inherit",
    env: {
      ...process.env,
      CHROMIUM_PATH: executable,
      E2E_BASE_URL: settings.appUrl,
      E2E_SIGN_INS: JSON.stringify(signIns),
      E2E_DATABASE_URL: databases.app,
      E2E_OWNER_URL: databases.owner,
      E2E_SIMULATOR_URL: variables.SIMULATOR_URL ?? "",
      E2E_CRON_SECRET: variables.CRON_SECRET ?? "",
      E2E_AUTH_SECRET: variables.AUTH_SECRET ?? "",
      E2E_CREDENTIAL_KEYS: variables.CREDENTIAL_KEYS ?? "",
      E2E_SMTP_PORT: String(smtpPort),
    },
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("The browser tests failed.");
}

await runMain(main);
