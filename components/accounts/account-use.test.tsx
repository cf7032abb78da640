import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AccountDto } from "@/server/accounts/schemas";
import { setAccountUseAction, testAccountAction } from "@/server/actions/accounts";
import { AnnouncerProvider } from "../ui/announcer";
import { ClockProvider } from "../ui/clock";
import { ToastProvider } from "../ui/toast";
import { AccountUse } from "./account-use";

vi.mock("@/server/actions/accounts", () => ({
  setAccountUseAction: vi.fn(),
  testAccountAction: vi.fn(),
}));
vi.mock("@/server/actions/session", () => ({ stepUpAction: vi.fn() }));

const HOUR_MS = 3_600_000;
const ID = "0193f2aa-1111-4abc-8def-001122334455";

/** An account that may be read, as its last test left it. */
const accountOf = (tests: AccountDto["tests"]) =>
  AccountDto.parse({
    id: ID,
    name: "Gandi main",
    registrar: "gandi",
    registrarName: "Gandi",
    endpoint: "production",
    endpointLabel: "Production",
    state: "ok",
    names: 0,
    capabilities: [],
    lastGoodCallAt: null,
    failure: null,
    breakers: [],
    limits: [],
    byHand: null,
    proxy: null,
    events: { url: "https://names.example.com/api/webhooks/gandi", secrets: 0 },
    mode: "read_only",
    paidCallsAt: null,
    defaultPartner: null,
    currency: { code: "EUR", isUsual: true },
    syncIntervalMinutes: 360,
    nextSyncAt: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    tests,
    key: null,
  });

const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();
const tested = (outcome: "ok" | "failed", hours: number): AccountDto["tests"] => ({
  at: hoursAgo(hours),
  results: [{ capability: "list", outcome, detail: "", failure: null }],
});

const asked: string[] = [];
beforeEach(() => {
  asked.length = 0;
  vi.mocked(testAccountAction).mockImplementation(async ({ accountId }) => {
    asked.push("test");
    return { ok: true, value: { accountId, at: hoursAgo(0), results: [] } };
  });
  vi.mocked(setAccountUseAction).mockImplementation(async ({ accountId }) => {
    asked.push("save");
    return { ok: true, value: { accountId } };
  });
});
afterEach(cleanup);

function choose(tests: AccountDto["tests"], use: RegExp): void {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ClockProvider now={hoursAgo(0)} timeZone="UTC">
        <AnnouncerProvider>
          <ToastProvider>
            <AccountUse account={accountOf(tests)} onClose={() => asked.push("close")} />
          </ToastProvider>
        </AnnouncerProvider>
      </ClockProvider>
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole("radio", { name: use }));
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const hasAsked = (...what: string[]) => waitFor(() => expect(asked).toEqual(what));

describe("allowing more of an account", () => {
  test("tests its key first when no test counts any more", async () => {
    for (const tests of [null, tested("ok", 30), tested("failed", 1)]) {
      asked.length = 0;
      choose(tests, /^Changes and purchases/);
      press("Test and save");
      await hasAsked("test", "save", "close");
      cleanup();
    }
  });

  test("saves at once when the last test still counts", async () => {
    choose(tested("ok", 1), /^Changes and purchases/);
    press("Save");
    await hasAsked("save", "close");
  });

  test("saves nothing when the registrar could not be asked", async () => {
    vi.mocked(testAccountAction).mockResolvedValue({
      ok: false,
      code: "registrar_unavailable",
      message: "Gandi does not answer.",
      fields: {},
      requestId: "r-1",
    });
    choose(null, /^Changes that cost nothing/);
    press("Test and save");
    await waitFor(() => expect(screen.getByText("Gandi does not answer.")).toBeTruthy());
    expect(asked).toEqual([]);
  });
});
