import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const APT = "/usr/bin/apt-get";
const SYSTEM_BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * Finds a Chromium for the browser tests, installing one where that can be done without asking.
 *
 * @returns the browser's program
 * @throws Error saying in one line what to install
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync(APT)) installWithApt();
  if (!findChromium()) installWithPlaywright(isRoot);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'No Chromium for the browser tests: install the package "chromium", or set CHROMIUM_PATH to a Chrome or Chromium.',
  );
}

function findChromium(): string | undefined {
  const chosen = process.env.CHROMIUM_PATH;
  const candidates = [...(chosen ? [chosen] : SYSTEM_BROWSERS), chromium.executablePath()];
  return candidates.find((file) => existsSync(file));
}

function installWithApt(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  console.log("Installing Chromium with apt-get.");
  spawnSync(APT, ["update", "-qq"], { stdio: ["ignore", "ignore", "inherit"], env });
  const args = ["install", "-y", "-qq", "--no-install-recommends", "chromium"];
  spawnSync(APT, args, { stdio: ["ignore", "ignore", "inherit"], env });
}

function installWithPlaywright(isRoot: boolean): void {
  console.log("Installing Chromium with Playwright.");
  const args = ["install", ...(isRoot ? ["--with-deps"] : []), "chromium"];
  const cli = "node_modules/@playwright/test/cli.js";
  spawnSync(process.execPath, [cli, ...args], { stdio: ["ignore", "ignore", "inherit"] });
}
