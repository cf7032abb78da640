import { expect, test } from "vitest";
import { checkCnp, checkCui, checkTradeRegisterNumber } from "./ro-person";

const codeOf = (checked: { ok: true } | { ok: false; error: { code: string } }) =>
  checked.ok ? "ok" : checked.error.code;

/** A CNP around twelve digits, by the public rule. */
function withControl(twelve: string): string {
  const sum = [..."279146358279"].reduce(
    (all, weight, at) => all + +weight * +(twelve[at] ?? 0),
    0,
  );
  return `${twelve}${sum % 11 === 10 ? 1 : sum % 11}`;
}

test.each(["1800101123450", "1920822296090"])("%s is a personal number", (cnp) => {
  expect(checkCnp(cnp)).toEqual({ ok: true, value: cnp });
});

test("each of the thirteen digits of a personal number counts", () => {
  const cnp = "1800101123450";
  for (let at = 0; at < 13; at += 1) {
    const digit = (Number(cnp[at]) + 1) % 10;
    expect(checkCnp(cnp.slice(0, at) + digit + cnp.slice(at + 1)).ok).toBe(false);
  }
});

test("a remainder of ten is written as one", () => {
  const tens = Array.from({ length: 999 }, (_, n) => `180010112${String(n + 1).padStart(3, "0")}`);
  const twelve = tens.find((one) => {
    const sum = [..."279146358279"].reduce((all, weight, at) => all + +weight * +(one[at] ?? 0), 0);
    return sum % 11 === 10;
  });
  expect(checkCnp(`${twelve}1`).ok).toBe(true);
  expect(codeOf(checkCnp(`${twelve}0`))).toBe("control_digit");
});

test.each([
  ["", "format"],
  ["180010112345", "format"],
  ["18001011234500", "format"],
  ["180010112345O", "format"],
  [" 1800101123450", "format"],
  ["１800101123450", "format"],
  [withControl("080010112345"), "format"],
  [withControl("180130112345"), "date"],
  [withControl("180023012345"), "date"],
  [withControl("190022912345"), "date"],
  [withControl("500022912345"), "ok"],
  [withControl("600022912345"), "ok"],
  [withControl("300022912345"), "date"],
  [withControl("700022912345"), "ok"],
  [withControl("180010100345"), "county"],
  [withControl("180010146345"), "ok"],
  [withControl("180010147345"), "county"],
  [withControl("180010151345"), "ok"],
  [withControl("180010152345"), "ok"],
  [withControl("180010153345"), "county"],
  ["1283777778234", "date"],
  ["1800101123456", "control_digit"],
])("%j as a personal number is %s", (cnp, code) => {
  expect(codeOf(checkCnp(cnp))).toBe(code);
});

test("what is wrong with a personal number is said without repeating it", () => {
  for (const cnp of ["1800101123456", "1283777778234", "180010112345"])
    expect(JSON.stringify(checkCnp(cnp))).not.toContain(cnp);
});

test.each([
  "19",
  "11198699",
  "15641860",
  "27825131",
  "17292740",
  "19125650",
  "6255950",
  "9999999994",
])("%s is a company code, with RO and without", (cui) => {
  for (const written of [cui, `RO${cui}`, `RO ${cui}`, `ro${cui}`])
    expect(checkCui(written)).toEqual({ ok: true, value: cui });
});

test.each([
  ["", "format"],
  ["1", "format"],
  ["99999999941", "format"],
  ["RO", "format"],
  ["BG11198699", "format"],
  ["11198699 ", "format"],
  ["011198699", "format"],
  ["11198698", "control_digit"],
  ["11198969", "control_digit"],
])("%j as a company code is %s", (cui, code) => {
  expect(codeOf(checkCui(cui))).toBe(code);
});

test.each([
  ["J40/1234/2015", "ok"],
  ["F05/1/1990", "ok"],
  ["C52/1234567/2026", "ok"],
  ["J2024001234400", "ok"],
  ["J40/1234/1989", "year"],
  ["J40/1234/2027", "year"],
  ["J2027001234400", "year"],
  ["J53/1234/2015", "county"],
  ["J00/1234/2015", "county"],
  ["j40/1234/2015", "format"],
  ["K40/1234/2015", "format"],
  ["J40-1234-2015", "format"],
  ["J40/1234/15", "format"],
  ["J40/1234/2015\n", "format"],
  ["J202400123440", "format"],
  ["", "format"],
])("%j as a number of the trade register is %s", (text, code) => {
  expect(codeOf(checkTradeRegisterNumber(text, 2026))).toBe(code);
});
