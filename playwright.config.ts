import { defineConfig, devices } from "@playwright/test";

// `npm run test:e2e` starts a demo of its own and sets these; by hand, a demo that already runs is tested.
const { E2E_BASE_URL = "http://localhost:3000", CHROMIUM_PATH, CI } = process.env;
const isRoot = process.getuid?.() === 0;
const chrome = devices["Desktop Chrome"];

export default defineConfig({
  testDir: "e2e",
  outputDir: ".e2e",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(CI),
  retries: CI ? 1 : 0,
  timeout: 60_000,
  // Runners are slower than desks; what is there at once is found at once all the same.
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: ".data/e2e.json" }]],
  use: {
    baseURL: E2E_BASE_URL,
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}),
      // Its sandbox refuses to run as root and in most containers.
      chromiumSandbox: !isRoot && !CI,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    // The interfaces, asked without a browser.
    { name: "http", testMatch: "http/**/*.spec.ts" },
    {
      name: "desktop",
      testIgnore: "http/**",
      grepInvert: /@phone/,
      use: { ...chrome, viewport: { width: 1280, height: 800 } },
    },
    // Only what is laid out or used differently there.
    {
      name: "phone",
      testIgnore: "http/**",
      grep: /@phone|@everywhere/,
      use: { ...chrome, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
