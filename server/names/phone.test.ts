import { expect, test } from "vitest";
import { normalisePhone } from "./phone";

test.each([
  ["+40.727636787", "+40.727636787"],
  ["+40 727 636 787", "+40.727636787"],
  ["+40727636787", "+40.727636787"],
  [" +1 (415) 555-2671 ", "+1.4155552671"],
  ["+44-20-7946-0958", "+44.2079460958"],
  ["+353 1 555 0100", "+353.15550100"],
  ["+373.22123456", "+373.22123456"],
  ["+7 495 123-45-67", "+7.4951234567"],
])("%j is %s", (typed, stored) => {
  expect(normalisePhone(typed)).toEqual({ ok: true, value: stored });
});

test.each([
  ["", "format"],
  ["0727636787", "format"],
  ["0040727636787", "format"],
  ["+40.7276367a7", "format"],
  ["+40.727636787 ext 5", "format"],
  ["+", "format"],
  ["+４０.727636787", "format"],
  ["+012.3456789", "country_code"],
  ["+407.27636787", "country_code"],
  ["+4.0727636787", "country_code"],
  ["+40.123", "length"],
  ["+40.12345678901234", "length"],
  ["+353.123", "length"],
])("%j is refused as %s", (typed, code) => {
  expect(normalisePhone(typed)).toMatchObject({ ok: false, error: { code } });
});
