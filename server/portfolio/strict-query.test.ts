import { expect, test } from "vitest";
import { AppError } from "../kernel/errors";
import { strictPortfolioQuery } from "./strict-query";

const asked = (text: string) => strictPortfolioQuery(new URLSearchParams(text));

function refusal(text: string) {
  try {
    asked(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [field, errors] = Object.entries(error.fields ?? {})[0] ?? [];
    return [error.code, field, errors?.[0]?.code];
  }
  return "accepted";
}

test.each([
  ["limit=0", "invalid_input", "limit", "range"],
  ["limit=-1", "invalid_input", "limit", "range"],
  ["limit=abc", "invalid_input", "limit", "type"],
  ["limit=1.5", "invalid_input", "limit", "type"],
  ["sort=password_hash", "invalid_input", "sort", "sort"],
  ["sort=expires_at;drop", "invalid_input", "sort", "sort"],
  ["dir=up", "invalid_input", "dir", "sort"],
  ["colour=red", "invalid_input", "colour", "filter"],
  ["toString=1", "invalid_input", "toString", "filter"],
  [`q=${"a".repeat(1_000)}`, "invalid_input", "q", "too_long"],
  ["q=a%00b", "invalid_input", "q", "too_long"],
  ["renewFrom=2027-02-02&renewTo=2027-02-01", "invalid_input", "renewTo", "range"],
  ["renewFrom=2027-02-30", "invalid_input", "renewFrom", "date"],
  ["renewWithin=-2", "invalid_input", "renewWithin", "range"],
  ["renewWithin=soon", "invalid_input", "renewWithin", "type"],
  ["status=lost", "invalid_input", "status", "value"],
  ["account=1", "invalid_input", "account", "value"],
  ["tag==cmd", "invalid_input", "tag", "value"],
  ["tag=a&tag=b", "invalid_input", "tag", "value"],
  ["renewWithin=30&sort=name", "invalid_input", "sort", "sort"],
  ["offset=990000", "bad_request", "offset", "filter"],
  [`cursor=${"x".repeat(700)}`, "bad_request", "cursor", "cursor"],
])("%s is refused, and the field named", (text, code, field, detail) => {
  expect(refusal(text)).toEqual([code, field, detail]);
});

test("more rows than a page holds are as many as a page holds", () => {
  expect(asked("limit=1000000").limit).toBe(200);
});
test("several values of one filter mean any of them", () => {
  expect(asked("status=active&status=grace").status).toEqual(["active", "grace"]);
});
test("wildcards and one sign alone are searched for as they are", () => {
  expect([asked("q=%25").q, asked("q=_").q, asked("q=a").q]).toEqual(["%", "_", "a"]);
});
