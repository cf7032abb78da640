import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { ensureChromium } from "@/scripts/chromium";
import { type Arena, LARGE } from "../arena";
import { median } from "../load";
import type { Visitor } from "../people";
import { type Figure, figures } from "../result";

const line = figures("B19");
const SLOWER = 4;
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const SCROLLED_PAGES = 60;
const SETTLE_MS = 1_000;

type Load = {
  readonly scriptKilobytes: number;
  readonly paintMs: number;
  readonly interactionMs: number;
};

/** The first load of the portfolio in a Chromium whose processor is four times slower. */
export async function b19(arena: Arena): Promise<Figure[]> {
  const [{ origin }, { biggest }] = [await arena.product(LARGE), await arena.visitors(LARGE)];
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ARGUMENTS });
  try {
    const loads: Load[] = [];
    for (let round = 0; round < arena.rounds; round += 1)
      loads.push(await loaded(browser, origin, biggest));
    const rows = await mostRows(browser, origin, biggest, arena.isQuick ? 5 : SCROLLED_PAGES);
    return [
      line({
        what: "scripts of the portfolio's first load, as transferred",
        ours: median(loads.map((load) => load.scriptKilobytes)),
        unit: "kB",
        atMost: 180,
      }),
      line({
        what: "largest contentful paint, processor 4 times slower",
        ours: median(loads.map((load) => load.paintMs)),
        unit: "ms",
        atMost: 800,
      }),
      line({
        what: "longest of opening a filter, choosing in it, and selecting a row",
        ours: median(loads.map((load) => load.interactionMs)),
        unit: "ms",
        atMost: 50,
      }),
      line({
        what: "most rows in the document while paging on through 500,000 names",
        ours: rows,
        unit: "rows",
        atMost: 2_000,
      }),
    ];
  } finally {
    await browser.close();
  }
}

async function visit(
  browser: Browser,
  origin: string,
  { cookie }: Visitor,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = "", value = ""] = cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: origin }]);
  return context;
}

async function loaded(browser: Browser, origin: string, visitor: Visitor): Promise<Load> {
  const context = await visit(browser, origin, visitor);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const scripts = new Set<string>();
  let scriptBytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await page.addInitScript(observe);
  await page.goto(`${origin}/domains`, { waitUntil: "load" });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(SETTLE_MS);
  const paintMs = await page.evaluate(() => (globalThis as unknown as Marks).marks.paint);
  const scriptKilobytes = scriptBytes / 1024;
  await interact(page);
  const interactionMs = await page.evaluate(
    () => (globalThis as unknown as Marks).marks.interaction,
  );
  await context.close();
  return { scriptKilobytes, paintMs, interactionMs };
}

type Marks = { marks: { paint: number; interaction: number } };

/** Runs in the page: keeps the last largest paint and the longest interaction. */
function observe(): void {
  const marks = { paint: 0, interaction: 0 };
  Object.assign(globalThis, { marks });
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) marks.paint = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if ("interactionId" in entry && entry.interactionId)
        marks.interaction = Math.max(marks.interaction, entry.duration);
  }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
}

async function interact(page: Page): Promise<void> {
  const row = page.getByRole("checkbox").nth(1);
  await row.click();
  await page.waitForTimeout(SETTLE_MS / 2);
  await page.keyboard.press("j");
  await page.waitForTimeout(SETTLE_MS / 2);
  await page
    .getByRole("button", { name: /status/i })
    .first()
    .click();
  await page.waitForTimeout(SETTLE_MS / 2);
  await page.getByRole("dialog").getByRole("checkbox").first().click();
  await page.waitForTimeout(SETTLE_MS / 2);
  await page.keyboard.press("Escape");
  await page.waitForTimeout(SETTLE_MS / 2);
}

async function mostRows(
  browser: Browser,
  origin: string,
  visitor: Visitor,
  pages: number,
): Promise<number> {
  const context = await visit(browser, origin, visitor);
  const page = await context.newPage();
  await page.goto(`${origin}/domains?limit=200`, { waitUntil: "networkidle" });
  let most = 0;
  for (let turn = 0; turn < pages; turn += 1) {
    most = Math.max(most, await page.getByRole("row").count());
    const before = await page.getByRole("row").nth(1).textContent();
    await page
      .getByRole("button", { name: /next/i })
      .or(page.getByRole("link", { name: /next/i }))
      .first()
      .click();
    await page.waitForFunction(
      (text) => document.querySelector("tbody tr")?.textContent !== text,
      before,
    );
  }
  await context.close();
  return most;
}
