import { expect, test } from "vitest";
import { DomainName, HostName } from "./domain-name";
import { canonicalAddress, glueProblem, labelBelow } from "./glue-host";

const name = DomainName.parse("example.com");
const at = (host: string) => HostName.parse(host);

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:DB8:0:0:0:0:0:00ff", "2001:db8::ff"],
  ["::ffff:192.0.2.1", "::ffff:c000:201"],
  ["192.0.2.256", null],
  ["192.0.2.01", null],
  ["3232235521", null],
  ["0x7f.1", null],
  ["fe80::1%eth0", null],
  ["2001:db8::1/64", null],
  ["", null],
])("%s is the address %s", (text, address) => {
  expect(canonicalAddress(text)).toBe(address);
});

test.each([
  ["ns1.example.com", "ns1"],
  ["a.b.example.com", "a.b"],
  ["example.com", "@"],
  ["ns1.notexample.com", null],
  ["example.com.evil.net", null],
])("the label of %s is %s", (host, label) => {
  expect(labelBelow(name, at(host))).toBe(label);
});

test.each([
  ["a host elsewhere", "ns1.example.net", ["192.0.2.1"], "host"],
  ["no address", "ns1.example.com", [], "addresses"],
  ["something that is no address", "ns1.example.com", ["ns2.example.com"], "addresses"],
  ["an address in another spelling", "ns1.example.com", ["2001:DB8::1"], "addresses"],
  ["an address twice", "ns1.example.com", ["192.0.2.1", "192.0.2.1"], "addresses"],
  [
    "fourteen addresses",
    "ns1.example.com",
    Array.from({ length: 14 }, (_, n) => `192.0.2.${n}`),
    "addresses",
  ],
])("glue with %s is refused", (_what, host, addresses, field) => {
  expect(glueProblem(name, { host: at(host), addresses })).toMatchObject({ field });
});

test("a host below the name with addresses of both kinds can be kept", () => {
  const addresses = ["192.0.2.1", "2001:db8::1"];
  expect(glueProblem(name, { host: at("ns1.example.com"), addresses })).toBeNull();
});
