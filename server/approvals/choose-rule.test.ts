import { expect, test } from "vitest";
import { chooseRule, type Weighed } from "./choose-rule";
import { ruleWords } from "./rule-words";
import type { ApprovalRuleDto } from "./schemas";

const ACME = "0193f2aa-1111-7abc-8def-001122334455";
const rule = (change: Partial<ApprovalRuleDto> = {}): ApprovalRuleDto => ({
  id: ACME,
  position: 1,
  name: "Rule",
  changes: [],
  requester: "anyone",
  partner: null,
  fromSum: null,
  fromNames: null,
  tags: [],
  onlyCritical: false,
  approver: "house",
  isActive: true,
  words: "",
  ...change,
});
const plan = (change: Partial<Weighed> = {}): Weighed => ({
  change: "renew",
  requesterPartnerId: null,
  names: 3,
  costs: [{ currency: "EUR", minor: 5_000 }],
  unpriced: 0,
  partnerIds: [],
  tags: ["shop"],
  critical: 0,
  ...change,
});
const fits = (what: Partial<ApprovalRuleDto>, asked: Partial<Weighed> = {}) =>
  chooseRule([rule(what)], plan(asked)) !== null;

test("a rule without conditions fits every plan, a switched-off one none", () => {
  expect(fits({})).toBe(true);
  expect(fits({ isActive: false })).toBe(false);
});

test("a sum is reached from exactly it on; another currency, or a price nobody knows, counts as more", () => {
  const fromSum = { minor: 5_000, currency: "EUR" };
  expect(fits({ fromSum })).toBe(true);
  expect(fits({ fromSum: { ...fromSum, minor: 5_001 } })).toBe(false);
  expect(fits({ fromSum }, { costs: [{ currency: "USD", minor: 1 }] })).toBe(true);
  expect(fits({ fromSum }, { costs: [], unpriced: 1 })).toBe(true);
  expect(fits({ fromSum }, { change: "nameserver_update", costs: [], unpriced: 3 })).toBe(false);
});

test("kind, number of names, tags and critical names each narrow a rule", () => {
  expect(fits({ changes: ["unlock"] })).toBe(false);
  expect(fits({ changes: ["unlock", "renew"] })).toBe(true);
  expect(fits({ fromNames: 3 })).toBe(true);
  expect(fits({ fromNames: 4 })).toBe(false);
  expect(fits({ tags: ["brand", "shop"] })).toBe(true);
  expect(fits({ tags: ["brand"] })).toBe(false);
  expect(fits({ onlyCritical: true })).toBe(false);
  expect(fits({ onlyCritical: true }, { critical: 1 })).toBe(true);
});

test("who asks, and whose names are touched, narrow a rule", () => {
  expect(fits({ requester: "customers" })).toBe(false);
  expect(fits({ requester: "customers" }, { requesterPartnerId: ACME })).toBe(true);
  expect(fits({ requester: "house" }, { requesterPartnerId: ACME })).toBe(false);
  const partner = { id: ACME, name: "Acme" };
  expect(fits({ partner })).toBe(false);
  expect(fits({ partner }, { partnerIds: [ACME] })).toBe(true);
  expect(fits({ partner }, { requesterPartnerId: ACME })).toBe(true);
});

test("the first rule that fits decides, also one that asks nobody", () => {
  const small = rule({ name: "Small", approver: "nobody", fromNames: 1 });
  expect(chooseRule([small, rule({ name: "All" })], plan())?.name).toBe("Small");
  expect(chooseRule([rule({ name: "All" }), small], plan())?.name).toBe("All");
  expect(chooseRule([], plan())).toBeNull();
});

test("a rule reads as a sentence", () => {
  expect(
    ruleWords(
      rule({
        changes: ["register", "renew", "transfer_in"],
        requester: "customers",
        fromSum: { minor: 10_000, currency: "EUR" },
        approver: "admin",
      }),
    ),
  ).toBe(
    "Registrations, renewals and transfers of 100.00 EUR or more, asked for by customers, need the agreement of an administrator.",
  );
  expect(ruleWords(rule({ tags: ["shop"], onlyCritical: true, approver: "nobody" }))).toBe(
    "All changes that touch a name with the tag shop and that touch a critical name need no approval.",
  );
});
