import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { editDomainAction } from "@/server/actions/domains";
import { DomainDetailDto, type EditDomainInput } from "@/server/domains/schemas";
import { AnnouncerProvider } from "../ui/announcer";
import { ToastProvider } from "../ui/toast";
import { NotesCard } from "./notes-card";
import { domainQueries } from "./queries";
import { useEditDomain } from "./use-edit-domain";

vi.mock("@/server/actions/domains", () => ({ editDomainAction: vi.fn() }));

const DOMAIN = DomainDetailDto.parse({
  id: "0193f2aa-1111-4abc-8def-001122334455",
  name: "brixton-books.co.uk",
  nameUnicode: "brixton-books.co.uk",
  tld: "uk",
  partner: null,
  account: { id: "0193f2aa-1111-4abc-8def-001122334456", name: "Gandi main" },
  lifecycle: "active",
  renewBy: "2026-12-14",
  expiresAt: null,
  autoRenewWish: null,
  autoRenew: "on",
  lockState: "locked",
  nameservers: null,
  dnssec: null,
  tags: ["retail"],
  flags: ["arrived", "missing"],
  isCritical: false,
  verifiedAt: null,
  registrarRef: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  statuses: [],
  unknownStatuses: [],
  registeredAt: null,
  registryUpdatedAt: null,
  lifecycleChangesAt: null,
  phases: [],
  registrant: null,
  contacts: { toldAt: null, changedAt: null, roles: [] },
  privacy: null,
  notes: "old words",
  version: 3,
  truth: [],
  conflicts: [],
  notices: [
    { flag: "arrived", since: null, before: null, after: null },
    { flag: "missing", since: null, before: null, after: null },
  ],
  listedAt: null,
  detailsAt: null,
  nextCheck: null,
  failure: null,
  registrar: "gandi",
  isKeptByHand: false,
});

/** The server of this test: it answers when it is told to. */
const server = vi.mocked(editDomainAction);
let answer: (result: Awaited<ReturnType<typeof editDomainAction>>) => void;
const sent = (): EditDomainInput[] => server.mock.calls.map(([input]) => input);
const stored = (change: Partial<DomainDetailDto>) =>
  ({ ok: true, value: { ...DOMAIN, version: 4, ...change } }) as const;

beforeEach(() => {
  server.mockReset();
  server.mockImplementation(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
});
afterEach(cleanup);

function Page() {
  const { data = DOMAIN } = useQuery({
    ...domainQueries.detail(DOMAIN.name),
    queryFn: async () => DOMAIN,
    staleTime: Number.POSITIVE_INFINITY,
    initialData: DOMAIN,
  });
  const editing = useEditDomain(data);
  return (
    <>
      <NotesCard
        domain={data}
        editing={editing}
        onEdit={() => editing.edit({ notes: "new words" })}
      />
      <button type="button" onClick={() => editing.edit({ isSeen: true })}>
        Seen
      </button>
      <output>{data.notices.map(({ flag }) => flag).join(" ")}</output>
    </>
  );
}

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AnnouncerProvider>
        <ToastProvider>
          <Page />
        </ToastProvider>
      </AnnouncerProvider>
    </QueryClientProvider>,
  );
const edit = () => fireEvent.click(screen.getByRole("button", { name: "Edit…" }));

describe("an edit", () => {
  test("is shown before the server has answered, and carries the version it was made on", async () => {
    show();
    edit();
    expect(await screen.findByText("new words")).toBeTruthy();
    expect(sent()).toEqual([{ id: DOMAIN.id, version: 3, notes: "new words" }]);
  });

  test("that is refused is taken back, told with its reason, and can be sent again", async () => {
    show();
    edit();
    await screen.findByText("new words");
    answer({ ok: false, code: "conflict", message: "Someone changed it.", requestId: "r" });
    await screen.findByText("Your change was not saved.");
    expect(screen.getByText("old words")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Save again" }));
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]).toMatchObject({ notes: "new words" });
  });

  test("is undone from the message, on the version that came of it", async () => {
    show();
    edit();
    await screen.findByText("new words");
    answer(stored({ notes: "new words" }));
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]).toEqual({ id: DOMAIN.id, version: 4, notes: "old words" });
    expect(await screen.findByText("old words")).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole("button", { name: "Undo" })).toBeNull());
  });

  test("that says a name was looked at hides what waited for it, and is not undone", async () => {
    show();
    fireEvent.click(screen.getByRole("button", { name: "Seen" }));
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("missing"));
    answer(stored({ notices: DOMAIN.notices.slice(1) }));
    await screen.findByText("Marked as seen.");
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });
});
