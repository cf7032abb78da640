import { describe, expect, test } from "vitest";
import { readFile } from "./read-file";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readFile(bytes(text));
const textsOf = (file: ReturnType<typeof readFile>) =>
  file.chunks.flat().map(({ line, text, fault }) => [line, fault || text]);
const refusalOf = (given: Uint8Array) => {
  try {
    readFile(given);
    return null;
  } catch (error) {
    return error;
  }
};

describe("a file is taken", () => {
  test.each([
    ["with a byte order mark", "\ufeffdomain\nexample.com", ","],
    ["separated by semicolons", "domain;note\nexample.com;a,b", ";"],
    ["separated by tabs", "domain\tnote\nexample.com\tx", "\t"],
    ["with a column of one", "domain\nexample.com", ","],
    ["with a line that names the separator", "sep=;\ndomain;note\nexample.com;x", ";"],
    ["with CR alone between lines", "domain,note\rexample.com,x\r", ","],
    ["with CRLF between lines", "domain,note\r\nexample.com,x\r\n", ","],
    ["with a separator inside a quoted head", '"domain";"a,b,c,d"\nexample.com;x', ";"],
    ["with a column nobody knows", "domain,colour\nexample.com,red", ","],
  ])("%s", (_what, text, delimiter) => {
    const file = read(text);
    expect(file.delimiter).toBe(delimiter);
    expect(file.columns[0]).toBe("domain");
    expect(file.records).toBe(1);
  });

  test("a title that is missing is told by its place", () => {
    expect(read("domain,,x\nexample.com,1,2").columns).toEqual(["domain", "Column 2", "x"]);
  });

  test("lines are counted as an editor counts them, blank ones and those inside quotes too", () => {
    expect(textsOf(read('domain,note\na.com,x\n\n  \nb.com,"one\r\ntwo"\r\nc.com,'))).toEqual([
      [2, "a.com,x"],
      [5, 'b.com,"one\ntwo"'],
      [7, "c.com,"],
    ]);
  });

  test("a NUL byte spoils its own cell, not the file", () => {
    expect(textsOf(read("domain\na\0.com\nb.com"))).toEqual([
      [2, "a\u0001.com"],
      [3, "b.com"],
    ]);
  });

  test("a quote that is not closed costs its own line alone", () => {
    const lines = Array.from({ length: 300 }, (_, at) => `n${at}.com,x`);
    const file = read(`domain,note\nbad.com,"open\n${lines.join("\n")}`);
    expect(file.records).toBe(301);
    expect(textsOf(file).slice(0, 3)).toEqual([
      [2, "quote"],
      [3, "n0.com,x"],
      [4, "n1.com,x"],
    ]);
    expect(textsOf(file).at(-1)).toEqual([302, "n299.com,x"]);
  });

  test("a quote in the middle of a cell opens nothing", () => {
    expect(textsOf(read('domain,note\na.com,5" disk\nb.com,x'))).toEqual([
      [2, 'a.com,5" disk'],
      [3, "b.com,x"],
    ]);
  });

  test("a cell of ten megabytes costs its own line alone, and is not kept", () => {
    const file = read(`domain,note\na.com,${"x".repeat(10 * 1024 * 1024)}\nb.com,y`);
    expect(textsOf(file)).toEqual([
      [2, "too_long"],
      [3, "b.com,y"],
    ]);
    expect(file.chunks.flat()[0]?.text.length).toBeLessThan(1_000);
  });

  test("pieces cut anywhere make the same records", () => {
    const text = `domain,note\r\n${"é".repeat(40_000)},"a\r\nb"\r\n${"x.com,y\r\n".repeat(60_000)}`;
    const file = read(text);
    expect(file.records).toBe(60_001);
    expect(file.chunks.flat().at(-1)).toMatchObject({ line: 60_003, text: "x.com,y" });
    expect(Math.max(...file.chunks.map(({ length }) => length))).toBe(5_000);
  });
});

describe("a file is refused", () => {
  const utf16 = new Uint8Array([0xff, 0xfe, ...bytes("d\0o\0")]);
  const windows1250 = new Uint8Array([...bytes("domain,note\na.com,"), 0xe4, ...bytes("x")]);
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const zip = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]);
  const rows = (count: number) => `domain\n${"a.com\n".repeat(count)}`;
  test.each([
    ["in UTF-16", utf16, "invalid_input", "encoding"],
    ["in Windows-1250", windows1250, "invalid_input", "encoding"],
    ["that is a picture", png, "invalid_input", "encoding"],
    ["that is a spreadsheet or an archive", zip, "media_type", "media_type"],
    ["of no bytes", bytes(""), "invalid_input", "empty"],
    ["of a head alone", bytes("domain,note\n"), "invalid_input", "empty"],
    ["without a head", bytes("example.com,2027-01-01\nexample.org,"), "invalid_input", "header"],
    ["with two columns alike", bytes("domain,Note,note\na.com,,"), "invalid_input", "header"],
    ["with a head of commas", bytes(",,\na.com,,"), "invalid_input", "header"],
    ["with 201 columns", bytes(`domain${",c".repeat(200)}\na.com`), "invalid_input", "header"],
    ["of 100,001 rows", bytes(rows(100_001)), "too_large", "too_many"],
  ])("%s", (_what, given, code, field) => {
    expect(refusalOf(given)).toMatchObject({ code, fields: { file: [{ code: field }] } });
  });

  test("but not at its bound", () => {
    expect(read(rows(100_000)).records).toBe(100_000);
  });
});
