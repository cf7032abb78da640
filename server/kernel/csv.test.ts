import { describe, expect, it } from "vitest";
import { csvLine } from "./csv";

describe("csvLine", () => {
  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "＝1",
  ])("keeps %j from being run as a formula", (text) => {
    expect(csvLine([text]).replaceAll('"', "")).toMatch(/^'/);
  });

  it("keeps commas, quotes and line ends inside their cell", () => {
    expect(csvLine(['a,"b"', "c\nd", "e"])).toBe('"a,""b""","c\nd",e\r\n');
  });

  it("leaves numbers as numbers, and nothing as nothing", () => {
    expect(csvLine([-3, null, true])).toBe("-3,,true\r\n");
  });
});
