import { expect, test } from "vitest";
import { EPP_STATUSES, parseEppStatus, withStatus } from "./epp-status";
import { splitName } from "./split-name";
import { toUnicode } from "./to-unicode";

test("every status is known in EPP's spelling and in RDAP's", () => {
  for (const status of EPP_STATUSES) {
    expect(parseEppStatus(status)).toBe(status);
    expect(parseEppStatus(status.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))).toBe(
      status,
    );
  }
});

test("a word nobody told us about is not guessed", () => {
  for (const word of ["", "clientNap", "locked", "constructor"])
    expect(parseEppStatus(word)).toBeNull();
});

test("ok never stands beside another status", () => {
  expect(withStatus(["ok"], "clientHold", true)).toEqual(["clientHold"]);
  expect(withStatus(["clientHold"], "clientHold", false)).toEqual([]);
});

test.each([
  ["example.co.uk", "example", ".co.uk"],
  ["xn--mnchen-3ya.de", "xn--mnchen-3ya", ".de"],
  ["münchen.de", "münchen", ".de"],
  ["www.example.com", "www.example", ".com"],
  ["co.uk", "co.uk", ""],
])("%s is shown as %s and %s", (name, label, suffix) => {
  expect(splitName(name)).toEqual({ label, suffix });
});

test("a stored name reads as its readers write it", () => {
  expect(["xn--mnchen-3ya.de", "example.com", "xn--i-7iq.ws"].map(toUnicode)).toEqual([
    "münchen.de",
    "example.com",
    "i❤.ws",
  ]);
});
