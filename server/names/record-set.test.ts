import { describe, expect, test } from "vitest";
import { type RecordSet, zoneProblem } from "./record-set";
import type { RecordType } from "./record-types";
import { valueProblem, withFullName } from "./record-values";
import { quotedText, unquotedText } from "./text-value";

const set = (host: string, type: RecordType, ...values: string[]): RecordSet => ({
  host,
  type,
  ttlSeconds: 300,
  values,
});

test("records as zones have them are a zone", () => {
  expect(
    zoneProblem([
      set("@", "A", "192.0.2.1", "192.0.2.2"),
      set("@", "MX", "10 mail.example.net.", "20 mail2.example.net."),
      set("@", "TXT", "v=spf1 -all"),
      set("_dmarc", "TXT", 'v=DMARC1; p="none"'),
      set("*", "AAAA", "2001:db8::1"),
      set("*.dev", "A", "192.0.2.3"),
      set("_sip._tcp", "SRV", "10 5 443 sip.example.net."),
      set("www", "CNAME", "example.net."),
    ]),
  ).toBeNull();
});

test.each<readonly [string, readonly RecordSet[], object]>([
  ["an absolute host", [set("www.example.com.", "A", "192.0.2.1")], { field: "host" }],
  ["an empty host", [set("", "A", "192.0.2.1")], { field: "host" }],
  ["a star in the middle", [set("a.*.b", "A", "192.0.2.1")], { field: "host" }],
  ["capitals", [set("WWW", "A", "192.0.2.1")], { field: "host" }],
  ["no value", [set("www", "A")], { field: "values" }],
  ["a value twice", [set("www", "A", "192.0.2.1", "192.0.2.1")], { field: "values" }],
  ["two names of one CNAME", [set("www", "CNAME", "a.net.", "b.net.")], { field: "values" }],
  [
    "a TTL of nought",
    [{ ...set("www", "A", "192.0.2.1"), ttlSeconds: 0 }],
    { field: "ttlSeconds" },
  ],
  [
    "one set twice",
    [set("www", "A", "192.0.2.1"), set("www", "A", "192.0.2.2")],
    { index: 0, field: "type" },
  ],
  ["a CNAME of the name itself", [set("@", "CNAME", "a.net.")], { field: "type" }],
  [
    "a CNAME beside others",
    [set("www", "TXT", "x"), set("www", "CNAME", "a.net.")],
    { index: 1, field: "type" },
  ],
])("a zone with %s is none", (_what, records, problem) => {
  expect(zoneProblem(records)).toMatchObject(problem);
});

describe("a value", () => {
  test.each<readonly [RecordType, string]>([
    ["A", "2001:db8::1"],
    ["A", "192.0.2.300"],
    ["AAAA", "192.0.2.1"],
    ["CNAME", "www.example.net"],
    ["CNAME", "www example.net."],
    ["MX", "mail.example.net."],
    ["MX", "70000 mail.example.net."],
    ["SRV", "1 2 mail.example.net."],
    ["CAA", "0 issue ca.example.net"],
    ["CAA", '0 issue "ca"x"'],
    ["TLSA", "3 1 1 xyz"],
    ["SSHFP", "4 2 abc"],
    ["DS", "1 2 3"],
    ["TXT", ""],
    ["TXT", "two\nlines"],
    ["TXT", "x".repeat(4_097)],
    ["NS", "ns1.example.net.\u0000"],
  ])("of %s cannot be %s", (type, value) => {
    expect(valueProblem(type, value)).toContain(type);
  });

  test.each<readonly [RecordType, string, string]>([
    ["CNAME", "www", "www.example.com."],
    ["CNAME", "@", "example.com."],
    ["MX", "10  Mail", "10 mail.example.com."],
    ["SRV", "1 2 3 sip.example.net.", "1 2 3 sip.example.net."],
    ["TXT", "www", "www"],
  ])("of %s that reads %s means %s", (type, written, meant) => {
    expect(withFullName(type, written, "example.com")).toBe(meant);
  });
});

describe("a text", () => {
  test.each([
    "plain",
    'with "quotes" and \\ slashes',
    "ășțîâ and 日本",
    "x".repeat(700),
    "",
    "a;b c",
  ])("%s comes back as it was written", (text) => {
    expect(unquotedText(quotedText(text))).toBe(text);
  });

  test("is cut in pieces of 255 bytes, whatever its letters", () => {
    expect(quotedText("x".repeat(256))).toBe(`"${"x".repeat(255)}" "x"`);
    expect(quotedText("ă")).toBe('"\\196\\131"');
  });

  test("is read with its pieces joined, and without quotes as it is", () => {
    expect(unquotedText('"v=DKIM1; " "p=abc"')).toBe("v=DKIM1; p=abc");
    expect(unquotedText("v=spf1 -all")).toBe("v=spf1 -all");
  });
});
