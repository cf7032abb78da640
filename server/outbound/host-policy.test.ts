import { expect, test } from "vitest";
import { hostPolicy } from "./host-policy";

const HOSTS = ["api.gandi.net"];
const production = hostPolicy({ hosts: HOSTS, mode: "production" });
const verdictOf = (url: string, policy = production) => {
  const verdict = policy.check(url);
  return verdict.ok ? verdict.value.href : verdict.error;
};

test("the exact host is reached over https on its usual port", () => {
  expect(verdictOf("https://api.gandi.net/v5/domain/domains?page=2")).toBe(
    "https://api.gandi.net/v5/domain/domains?page=2",
  );
  expect(verdictOf("https://API.gandi.net:443/")).toBe("https://api.gandi.net/");
});

test.each([
  ["http://2130706433/", "scheme"],
  ["https://2130706433/", "ip_address"],
  ["http://0177.0.0.1/", "scheme"],
  ["https://0177.0.0.1/", "ip_address"],
  ["https://0x7f000001/", "ip_address"],
  ["https://127.1/", "ip_address"],
  ["https://[::ffff:169.254.169.254]/", "ip_address"],
  ["https://[64:ff9b::a9fe:a9fe]/", "ip_address"],
  ["https://[2002:7f00:1::]/", "ip_address"],
  ["https://169.254.169.254/latest/", "ip_address"],
  ["https://1.1.1.1/", "ip_address"],
  ["https://metadata.google.internal/", "host"],
  ["https://localtest.me/", "host"],
  ["https://api.gandi.net@evil.example/", "userinfo"],
  ["https://user:pw@api.gandi.net/", "userinfo"],
  ["https://api.gandi.net.evil.example/", "host"],
  ["https://xapi.gandi.net/", "host"],
  ["https://api.gandi.net./", "host"],
  ["https://api.gandi.net:22/", "port"],
  ["http://api.gandi.net/", "scheme"],
  ["file:///etc/passwd", "scheme"],
  ["gopher://127.0.0.1:6379/_x", "scheme"],
  ["https://[fe80::1%25eth0]/", "malformed"],
  ["https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "non_ascii"],
  ["https://api.gandi.net\u3002/", "non_ascii"],
  ["https://api.gandi.net/a b", "non_ascii"],
  ["https://example.com\\@127.0.0.1/", "malformed"],
  ["//api.gandi.net/", "malformed"],
  ["", "malformed"],
  [`https://api.gandi.net/${"a".repeat(2048)}`, "too_long"],
])("%s is refused: %s", (url, refusal) => {
  expect(verdictOf(url)).toBe(refusal);
});

const simulatorOrigin = "http://127.0.0.1:4010";

test("the simulator is the one loopback exception, in demo mode only", () => {
  const demo = hostPolicy({ hosts: HOSTS, simulatorOrigin, mode: "demo" });
  expect(verdictOf(`${simulatorOrigin}/v5/x`, demo)).toBe(`${simulatorOrigin}/v5/x`);
  expect(verdictOf("http://127.0.0.1:4011/", demo)).toBe("scheme");
  expect(verdictOf("http://u@127.0.0.1:4010/", demo)).toBe("userinfo");
  const closed = hostPolicy({ hosts: HOSTS, simulatorOrigin, mode: "production" });
  expect(closed.simulator).toBeNull();
  expect(verdictOf(`${simulatorOrigin}/v5/x`, closed)).toBe("simulator");
});

test.each([
  "http://192.168.0.4:4010",
  "https://127.0.0.1:4010",
  "http://localhost:4010",
  "x",
])("%s is no place for a simulator", (origin) => {
  const policy = hostPolicy({ hosts: HOSTS, simulatorOrigin: origin, mode: "demo" });
  expect(policy.simulator).toBeNull();
  expect(policy.check(`${origin}/`).ok).toBe(false);
});
