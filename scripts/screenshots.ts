import { mkdirSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";
import { ensureChromium } from "./chromium";
import { runMain } from "./run-main";
import { withThrowawayDemo } from "./start/throwaway-demo";
import { demoSignIns } from "./start/welcome";

const FOLDER = "docs/images";
const THEMES = ["light", "dark"] as const;

/** Takes the README's pictures of a demo of their own. */
await runMain(async () => {
  const executablePath = ensureChromium();
  mkdirSync(FOLDER, { recursive: true });
  await withThrowawayDemo(async ({ settings, signIns }) => {
    const [admin] = demoSignIns(signIns);
    if (!admin) throw new Error("The demo told of nobody who may sign in.");
    const browser = await chromium.launch({
      executablePath,
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
      ],
    });
    try {
      for (const theme of THEMES) await takePortfolio(browser, theme, settings.appUrl, admin);
    } finally {
      await browser.close();
    }
  });
});

async function takePortfolio(
  browser: Browser,
  colorScheme: (typeof THEMES)[number],
  baseURL: string,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const context = await browser.newContext({
    baseURL,
    colorScheme,
    viewport: { width: 1600, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto("/sign-in?callbackUrl=/domains");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/domains");
  await page.locator("tbody tr a").nth(10).waitFor();
  await page.waitForLoadState("networkidle");
  const file = `${FOLDER}/portfolio-${colorScheme}.png`;
  await page.screenshot({ path: file });
  console.log(file);
  await context.close();
}
