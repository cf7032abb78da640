import type { Route } from "next";
import { expect, test } from "vitest";
import { crumbsOf, type NavGroup, placeOf, withPartner } from "./navigation";

const entry = (href: string, label: string) => ({
  href: href as Route,
  label,
  icon: "sync" as const,
});

const groups: NavGroup[] = [
  { entries: [entry("/", "Dashboard")] },
  { label: "Names", entries: [entry("/domains", "Portfolio")] },
  {
    label: "Truth",
    entries: [{ ...entry("/sync", "Sync"), member: "Run" }, entry("/sync/inbox", "Conflicts")],
  },
  {
    entries: [
      { ...entry("/operations", "Changes"), also: ["/plans" as Route], member: "Plan" as const },
    ],
  },
];

const said = (pathname: string, override?: string) =>
  crumbsOf(groups, pathname, override).map((crumb) => crumb.label);

test("the longest entry that covers the address is the current one", () => {
  expect(placeOf(groups, "/sync/inbox/7")?.entry.label).toBe("Conflicts");
  expect(placeOf(groups, "/sync")?.entry.label).toBe("Sync");
  expect(placeOf(groups, "/domainsale")).toBeUndefined();
  expect(placeOf(groups, "/nowhere")).toBeUndefined();
});

test("a name in the address is its own crumb, in its written form", () => {
  expect(said("/domains/m%C3%BCnchner-brotzeit.de")).toEqual([
    "Names",
    "Portfolio",
    "münchner-brotzeit.de",
  ]);
});

test("an id is told by the word for what it stands for, unless the page has a better one", () => {
  const address = "/sync/0193f2aa-1111-7abc-8def-001122334455";
  expect(said(address)).toEqual(["Truth", "Sync", "Run"]);
  expect(said(address, "Run of 20 Nov")).toEqual(["Truth", "Sync", "Run of 20 Nov"]);
});

test("a malformed escape in the address does not break the page", () => {
  expect(said("/domains/%E0%A4")).toEqual(["Names", "Portfolio", "%E0%A4"]);
});

test("the chosen partner goes along, escaped, beside what the address already asks", () => {
  expect(withPartner("/domains" as Route, "a b")).toBe("/domains?partner=a%20b");
  expect(withPartner("/domains?q=x" as Route, "p1")).toBe("/domains?q=x&partner=p1");
  expect(withPartner("/domains" as Route, null)).toBe("/domains");
});

test("an address of the same place is under its entry, and its crumb leads back there", () => {
  const address = "/plans/0193f2aa-1111-7abc-8def-001122334455";
  expect(placeOf(groups, "/plans")?.entry.label).toBe("Changes");
  expect(crumbsOf(groups, address, undefined)).toEqual([
    { label: "Changes", href: "/plans" },
    { label: "Plan" },
  ]);
});
