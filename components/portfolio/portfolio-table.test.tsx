// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import { DomainRow } from "@/server/domains/schemas";
import { EMPTY_QUERY } from "@/server/portfolio/query";
import { AnnouncerProvider } from "../ui/announcer";
import { PortfolioTable } from "./portfolio-table";
import { countOf } from "./selection";
import { useSelected, useSelection } from "./use-selection";

afterEach(cleanup);
beforeAll(() => {
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

const rows = ["one", "two", "three", "four"].map((label, at) =>
  DomainRow.parse({
    id: `1111111${at}-1111-4111-8111-111111111111`,
    name: `${label}.com`,
    nameUnicode: `${label}.com`,
    tld: "com",
    partner: null,
    account: { id: "22222222-2222-4222-8222-222222222222", name: "Gandi main" },
    lifecycle: "active",
    renewBy: null,
    expiresAt: null,
    autoRenewWish: null,
    autoRenew: "off",
    lockState: "locked",
    nameservers: null,
    dnssec: null,
    tags: [],
    flags: [],
    isCritical: false,
    verifiedAt: null,
    pending:
      label === "two"
        ? { id: "33333333-3333-4333-8333-333333333333", kind: "renew", count: 1 }
        : null,
  }),
);

/** The names whose rows were drawn, in order. */
const drawn: string[] = [];
const watched = rows.map((row) =>
  Object.defineProperty({ ...row }, "nameUnicode", {
    get() {
      if (drawn.at(-1) !== row.name) drawn.push(row.name);
      return row.name;
    },
  }),
);
const SHOWN = ["status", "renewBy"] as const;

function List({ filter, onSort }: { filter: string; onSort: (sort: string) => void }) {
  const selection = useSelection(
    rows.map(({ id }) => id),
    filter,
  );
  return (
    <>
      <output>{countOf(useSelected(selection))}</output>
      <PortfolioTable
        rows={watched}
        columns={SHOWN}
        query={EMPTY_QUERY}
        selection={selection}
        isBusy={false}
        caption="Names, 4"
        onSort={onSort}
      />
    </>
  );
}

function show(onSort: (sort: string) => void = () => undefined) {
  const list = (filter: string) => (
    <AnnouncerProvider>
      <List filter={filter} onSort={onSort} />
    </AnnouncerProvider>
  );
  const { rerender } = render(list(""));
  return { filterBy: (filter: string) => rerender(list(filter)) };
}

const box = (label: string) => screen.getByRole<HTMLInputElement>("checkbox", { name: label });
const chosen = () => screen.getByRole("status").textContent;

test("the head's box chooses the page, shows when only some are chosen, and lets go again", () => {
  show();
  const head = box("Select all on this page");
  fireEvent.click(box("Select two.com"));
  expect(head.indeterminate).toBe(true);
  fireEvent.click(head);
  expect([head.checked, head.indeterminate, chosen()]).toEqual([true, false, "4"]);
  fireEvent.click(head);
  expect([head.checked, chosen()]).toEqual([false, "0"]);
});

test("Shift chooses everything between the last name and this one", () => {
  show();
  fireEvent.click(box("Select one.com"));
  fireEvent.click(box("Select three.com"), { shiftKey: true });
  expect(chosen()).toBe("3");
  expect(box("Select two.com").checked).toBe(true);
  expect(box("Select four.com").checked).toBe(false);
});

test("choosing one name draws its row anew and no other", () => {
  show();
  drawn.length = 0;
  fireEvent.click(box("Select two.com"));
  expect(box("Select two.com").checked).toBe(true);
  expect(drawn).toEqual(["two.com"]);
});

test("another filter ends the choice, and says so", () => {
  const { filterBy } = show();
  fireEvent.click(box("Select one.com"));
  filterBy("tld=net");
  expect(chosen()).toBe("0");
  expect(screen.getByText(/Nothing is selected any more/)).toBeTruthy();
});

test("columns that sort say how, and are buttons", () => {
  const asked: string[] = [];
  show((sort) => asked.push(sort));
  expect(screen.getByRole("columnheader", { name: /Renew by/ }).getAttribute("aria-sort")).toBe(
    "ascending",
  );
  expect(screen.getByRole("columnheader", { name: /^Name/ }).getAttribute("aria-sort")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: /^Name/ }));
  expect(asked).toEqual(["name"]);
});

test("the first link of a row opens the name, and carries the list it stands in", () => {
  show();
  expect(screen.getByRole("link", { name: /^one/ }).getAttribute("href")).toBe(
    "/domains/one.com?from=sort%3DrenewBy",
  );
});

test("a name with an open change says what is pending and leads to it; what it has is still shown", () => {
  show();
  const mark = screen.getByRole("link", { name: "Renewal pending for two.com" });
  expect(mark.getAttribute("href")).toBe("/operations?open=33333333-3333-4333-8333-333333333333");
  expect(screen.getAllByRole("link", { name: /pending/ })).toHaveLength(1);
  expect(screen.getAllByText("Active")).toHaveLength(4);
});
