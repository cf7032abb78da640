import { describe, expect, test } from "vitest";
import { hostsInside, readHosts, troublesOf, troubleText } from "./hosts";

const hostsIn = (text: string) => readHosts(text).map(({ host }) => host);
const troubles = (text: string) => troublesOf(readHosts(text)).map(troubleText);

describe("pasted nameservers", () => {
  test.each([
    "ns1.example.net\nns2.example.net",
    "  NS1.Example.net. \r\n\r\n ns2.example.net. ",
    "ns1.example.net, ns2.example.net",
    "ns1.example.net;ns2.example.net",
    "example.com. 3600 IN NS ns1.example.net.\nexample.com. 3600 IN NS ns2.example.net. ; second",
  ])("are found in %j", (text) => {
    expect(hostsIn(text)).toEqual(["ns1.example.net", "ns2.example.net"]);
  });

  test("are refused line by line, each with its reason", () => {
    expect(troubles("ns1.example.net\n192.0.2.1\nns1\nns1.example.net\n2001:db8::1")).toEqual([
      "Line 2: 192.0.2.1 is an IP address; a nameserver is told by its name.",
      "Line 3: ns1 has no dot: give the whole name.",
      "Line 4: ns1.example.net stands in the list twice.",
      "Line 5: 2001:db8::1 is an IP address; a nameserver is told by its name.",
    ]);
  });

  test("are at least two and at most thirteen", () => {
    expect(troubles("ns1.example.net")).toEqual(["A name needs at least two nameservers."]);
    const many = Array.from({ length: 14 }, (_, at) => `ns${at}.example.net`);
    expect(troubles(many.join("\n"))).toEqual(["A name can have at most 13 nameservers."]);
    expect(troubles(many.slice(1).join("\n"))).toEqual([]);
  });

  test("that lie inside the name itself are told, and only those", () => {
    const hosts = readHosts("ns1.example.com\nns1.my-example.com\nexample.com");
    expect(hostsInside("example.com", hosts)).toEqual(["ns1.example.com", "example.com"]);
  });
});
