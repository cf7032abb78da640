import { expect, test } from "vitest";
import { DNS_OFF, placeOf, settingsFor } from "./port";

test.each([
  ["192.0.2.53", { address: "192.0.2.53", port: 53 }],
  ["192.0.2.53:5353", { address: "192.0.2.53", port: 5_353 }],
  ["2001:db8::53", { address: "2001:db8::53", port: 53 }],
  ["[2001:db8::53]:5353", { address: "2001:db8::53", port: 5_353 }],
])("a resolver is told as %s", (text, place) => {
  expect(placeOf(text)).toEqual(place);
});

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "169.254.169.254",
  "::1",
  "fd00::1",
  "::ffff:10.0.0.1",
])("a nameserver at %s is not asked", (address) => {
  expect(settingsFor(["192.0.2.53"], null).mayAsk(address)).toBe(false);
});

test("a public nameserver is asked, at the port of the DNS", () => {
  const settings = settingsFor(["192.0.2.53"], null);
  expect([settings.mayAsk("9.9.9.9"), settings.port, settings.playedBy]).toEqual([true, 53, null]);
});

test("without a resolver nobody is asked", async () => {
  expect(DNS_OFF.isOn).toBe(false);
  expect(await DNS_OFF.look(1_000).resolve("name.test", "NS")).toMatchObject({
    ok: false,
    error: { because: "off" },
  });
});
