import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { AppError } from "../kernel/errors";
import { checkedProxy } from "./egress-proxy";

beforeAll(() => {
  Object.assign(process.env, {
    NAMEKEEP_MODE: "production",
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    APP_URL: "https://names.example.com",
    AUTH_SECRET: randomBytes(32).toString("hex"),
    CREDENTIAL_KEYS: `1:${randomBytes(32).toString("base64")}`,
    EGRESS_PROXY_HOSTS: "proxy.house.internal,10.1.2.3:22",
  });
});

const codeOf = (proxy: Parameters<typeof checkedProxy>[0]) => {
  try {
    checkedProxy(proxy);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Object.entries(error.fields ?? {}).map(([field, [first]]) => `${field} ${first?.code}`);
  }
};

test.each([
  ["http://2130706433/", "a loopback address in decimal"],
  ["http://0177.0.0.1/", "in octal"],
  ["http://0x7f000001/", "in hexadecimal"],
  ["http://127.1/", "shortened"],
  ["http://[::ffff:169.254.169.254]/", "a metadata service as a mapped address"],
  ["http://[64:ff9b::a9fe:a9fe]/", "behind NAT64"],
  ["http://[2002:7f00:1::]/", "behind 6to4"],
  ["https://169.254.169.254:3128", "a metadata service"],
  ["https://10.1.2.3:3128", "an address of the own network"],
  ["https://[fe80::1%25eth0]/", "an address with a zone"],
  ["https://proxy.example@evil.example:3128", "a user name that looks like a host"],
  ["https://user:secret@proxy.example:3128", "a password in the address"],
  ["https://proxy.example:22", "a port of another service"],
  ["file:///etc/passwd", "a file"],
  ["gopher://127.0.0.1:6379/_x", "another scheme"],
  ["socks5://proxy.example:1080", "a proxy of another kind"],
  ["https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "letters that fold to others"],
  ["https://proxy.example\\@127.0.0.1/", "a backslash that parsers read in two ways"],
  ["https://proxy.example/path", "a path"],
  ["https://proxy.example?x=1", "a query"],
  ["https://proxy.example#x", "a fragment"],
  [`https://${"a".repeat(2_049)}.example`, "more signs than an address has"],
  ["proxy.example:3128", "no scheme"],
  ["", "nothing"],
])("%s is refused: %s", (url) => {
  expect(codeOf({ url })).toEqual(["proxy.url url_refused"]);
});

test.each([
  ["https://proxy.example:3128", "https://proxy.example:3128"],
  ["http://PROXY.example:8080/", "http://proxy.example:8080"],
  ["https://proxy.example:443", "https://proxy.example"],
  ["http://proxy.example", "http://proxy.example"],
  ["https://8.8.8.8:3128", "https://8.8.8.8:3128"],
])("%s is kept as %s", (url, kept) => {
  expect(checkedProxy({ url }).url).toBe(kept);
});

test("a host that the operator listed may be of the own network, on any port it was listed with", () => {
  expect(checkedProxy({ url: "http://proxy.house.internal:99" }).url).toBe(
    "http://proxy.house.internal:99",
  );
  expect(checkedProxy({ url: "http://10.1.2.3:22" }).url).toBe("http://10.1.2.3:22");
  expect(codeOf({ url: "http://10.1.2.4:22" })).toEqual(["proxy.url url_refused"]);
});

test("a user name has no colon, and a password comes with one", () => {
  const url = "https://proxy.example:3128";
  expect(codeOf({ url, username: "a:b", password: "x" })).toEqual(["proxy.username format"]);
  expect(codeOf({ url, password: "x" })).toEqual(["proxy.username required"]);
  expect(codeOf({ url, username: "", password: "" })).toBeNull();
  expect(checkedProxy({ url, username: "a", password: "b:c" })).toEqual({
    url,
    username: "a",
    password: "b:c",
  });
});
