import { expect, test } from "vitest";
import { completed, moved, USUAL_COLUMNS } from "./columns";
import { nameserverSet } from "./nameserver-set";

test("a stored choice keeps its order, and columns that came since follow it", () => {
  const stored = [
    { key: "tags", isShown: true } as const,
    { key: "status", isShown: false } as const,
  ];
  const choices = completed(stored);
  expect(choices.slice(0, 2)).toEqual(stored);
  expect(choices).toHaveLength(USUAL_COLUMNS.length);
});

test("a column moves by one place and stays at an end", () => {
  const keys = (choices: typeof USUAL_COLUMNS) => choices.map(({ key }) => key).slice(0, 3);
  expect(keys(moved(USUAL_COLUMNS, "renewBy", -1))).toEqual(["renewBy", "status", "autoRenew"]);
  expect(keys(moved(USUAL_COLUMNS, "status", -1))).toEqual(["status", "renewBy", "autoRenew"]);
});

test("nameservers are called by the name they have in common", () => {
  expect(nameserverSet(["ns1.acme-dns.net", "ns2.acme-dns.net"])).toBe("acme-dns.net");
  expect(nameserverSet(["a.ns.shop.co.uk", "b.ns.shop.co.uk"])).toBe("shop.co.uk");
  expect(nameserverSet(["ns1.one.com", "ns2.two.net"])).toBe("one.com +1");
  expect(nameserverSet([])).toBeNull();
  expect(nameserverSet(null)).toBeNull();
});
