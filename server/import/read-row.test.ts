import { describe, expect, test } from "vitest";
import { guessMapping } from "./guess-mapping";
import { parseCells } from "./parse-cells";
import { readDate } from "./read-date";
import { readRow } from "./read-row";
import type { DateFormat, ImportField } from "./schemas";

const read = (field: ImportField, cell: string, dateFormat: DateFormat = "iso") =>
  readRow(["example.com", cell], { mapping: { name: 0, [field]: 1 }, columns: 2, dateFormat });
const codes = (row: ReturnType<typeof readRow>) =>
  row.problems.map(({ field, code }) => `${field} ${code}`);

describe("a date is read as the file writes it, and no other way", () => {
  test.each<[DateFormat, string, string | null]>([
    ["iso", "2027-05-03", "2027-05-03T12:00:00.000Z"],
    ["iso", "2027-05-03T08:30:00Z", "2027-05-03T08:30:00.000Z"],
    ["iso", "2027-05-03 08:30", "2027-05-03T08:30:00.000Z"],
    ["iso", "2027-05-03 08:30:00 UTC", "2027-05-03T08:30:00.000Z"],
    ["iso", "2027-05-03T08:30:00+00", "2027-05-03T08:30:00.000Z"],
    ["iso", "2027-05-03T08:30:00.123456+03:00", "2027-05-03T05:30:00.123Z"],
    ["iso", "2027-05-03T08:30:00-0330", "2027-05-03T12:00:00.000Z"],
    ["iso", "03.05.2027", null],
    ["iso", "2027-5-3", null],
    ["iso", "2027-02-29", null],
    ["iso", "2027-05-03T25:00:00Z", null],
    ["dmy_dots", "3.5.2027", "2027-05-03T12:00:00.000Z"],
    ["dmy_dots", "31.02.2027", null],
    ["dmy_dots", "03/05/2027", null],
    ["dmy_dots", "2027-05-03", null],
    ["dmy_slashes", "03/05/2027", "2027-05-03T12:00:00.000Z"],
    ["dmy_slashes", "05/13/2027", null],
    ["mdy_slashes", "05/03/2027", "2027-05-03T12:00:00.000Z"],
    ["mdy_slashes", "13/05/2027", null],
    ["dmy_slashes", "03/05/27", null],
    ["iso", "46145", null],
    ["iso", "tomorrow", null],
  ])("%s %s", (format, text, at) => {
    expect(readDate(text, format)?.at ?? null).toBe(at);
  });
});

describe("a cell is read, or told by its rule", () => {
  test.each<[ImportField, string, object]>([
    ["autoRenew", "YES", { autoRenew: true }],
    ["autoRenew", "off", { autoRenew: false }],
    ["autoRenew", "unknown", {}],
    [
      "nameservers",
      "NS1.Example.net., ns2.example.net",
      { nameservers: ["ns1.example.net", "ns2.example.net"] },
    ],
    [
      "nameservers",
      "ns1.bücher.example ns1.bücher.example",
      { nameservers: ["ns1.xn--bcher-kva.example"] },
    ],
    ["registrant", "Jane & Sons", { registrant: "Jane & Sons" }],
    ["status", "active", { statuses: ["ok"], unknownStatuses: [] }],
    [
      "status",
      "client transfer prohibited",
      { statuses: ["clientTransferProhibited"], unknownStatuses: [] },
    ],
    ["status", "ok|parked", { statuses: ["ok"], unknownStatuses: ["parked"] }],
    ["status", "redemption", {}],
    ["tags", "B2B; Key Account", { tags: ["b2b", "key account"] }],
    ["tags", "b a b", { tags: ["a", "b"] }],
    ["notes", "'=SUM(A1)", { notes: "=SUM(A1)" }],
    ["notes", "''@x", { notes: "'@x" }],
    ["notes", "'tis fine", { notes: "'tis fine" }],
    ["notes", "=cmd|' /C calc'!A0", { notes: "=cmd|' /C calc'!A0" }],
    ["notes", "one\ntwo\tthree", { notes: "one\ntwo\tthree" }],
    ["partner", "Acme", { partner: "Acme" }],
    ["notes", "   ", {}],
  ])("%s %j", (field, cell, told) => {
    const row = read(field, cell);
    expect(codes(row)).toEqual([]);
    expect(row.values).toEqual({
      name: "example.com",
      unicode: "example.com",
      tld: "com",
      ...told,
    });
  });

  test.each<[ImportField, string, string]>([
    ["expiresAt", "31.12.2027", "date"],
    ["autoRenew", "maybe", "value"],
    ["nameservers", "192.0.2.1", "nameserver"],
    ["nameservers", "ns1", "nameserver"],
    ["nameservers", "2001:db8::1", "nameserver"],
    [
      "nameservers",
      Array.from({ length: 14 }, (_, at) => `ns${at}.example.net`).join(" "),
      "too_many",
    ],
    ["registrant", "x".repeat(201), "too_long"],
    ["registrant", "two\nlines", "too_long"],
    ["status", "x".repeat(61), "too_long"],
    ["tags", "fine, <script>", "tag"],
    ["tags", "x".repeat(41), "tag"],
    ["tags", Array.from({ length: 21 }, (_, at) => `t${at}`).join(","), "too_many"],
    ["notes", "x".repeat(10_001), "too_long"],
    ["notes", "a\u0001b", "bad_char"],
    ["registrant", "a\u0000b", "bad_char"],
    ["partner", "a\u0007b", "bad_char"],
  ])("%s %j is refused", (field, cell, code) => {
    expect(codes(read(field, cell))).toEqual([`${field} ${code}`]);
  });

  test.each([
    ["", "required"],
    ["exa mple.com", "bad_char"],
    ["a\u0001.com", "bad_char"],
    ["https://example.com/", "url_pasted"],
    ["example", "single_label"],
    ["co.uk", "public_suffix"],
    ["www.example.co.uk", "not_registrable"],
    ["example.test", "not_public_tld"],
    ["example.nosuchending", "unknown_tld"],
    ["-example.com", "hyphen_edge"],
    ["192.0.2.1", "ip_address"],
    ["*.example.com", "wildcard"],
    ["=example.com", "bad_char"],
    [`${"a".repeat(64)}.com`, "label_too_long"],
  ])("a name that is %j is refused as %s", (name, code) => {
    const row = readRow([name], { mapping: { name: 0 }, columns: 1, dateFormat: "iso" });
    expect(codes(row)).toEqual([`name ${code}`]);
    expect(row.values).toBeNull();
    expect(row.name).not.toMatch(/\p{Cc}/u);
  });

  test("every rule a row breaks is told, and what is right beside it is read", () => {
    const mapping = { name: 0, expiresAt: 1, tags: 2 };
    const row = readRow(["example.com", "soon", "a", "more"], {
      mapping,
      columns: 3,
      dateFormat: "iso",
    });
    expect(codes(row)).toEqual(["row column_count", "expiresAt date"]);
    expect(row.values).toMatchObject({ tags: ["a"] });
  });

  test("a row with fewer cells than the head says nothing in those that are missing", () => {
    const mapping = { name: 0, tags: 1 };
    expect(readRow(["EXAMPLE.com"], { mapping, columns: 2, dateFormat: "iso" })).toMatchObject({
      values: { name: "example.com" },
      problems: [],
    });
  });
});

describe("cells", () => {
  test("are told from one another by the separator, quotes and line ends inside them kept", () => {
    expect(parseCells(['a,"b, ""c""\nd",', "x", '"open'], ",")).toEqual([
      ["a", 'b, "c"\nd', ""],
      ["x"],
      null,
    ]);
  });

  test("of one record that is wrong do not spoil the others", () => {
    expect(parseCells(['a,5" disk', '"a"b,c', "d,e"], ",")).toEqual([null, null, ["d", "e"]]);
  });
});

test("what a column holds is guessed from its name, each thing once", () => {
  expect(
    guessMapping(["Domain Name", "Expiry Date", "Expires", "Auto-Renew", "NS", "Colour"]),
  ).toEqual({
    name: 0,
    expiresAt: 2,
    autoRenew: 3,
    nameservers: 4,
  });
  expect(
    guessMapping([
      "name",
      "name_unicode",
      "status",
      "renew_by",
      "expires_at",
      "auto_renew_wish",
      "auto_renew",
    ]),
  ).toEqual({
    name: 0,
    status: 2,
    expiresAt: 4,
    autoRenew: 6,
  });
  expect(guessMapping(["x", "constructor"])).toEqual({});
});
