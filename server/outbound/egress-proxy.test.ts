import { expect, test } from "vitest";
import { proxyRoute } from "./egress-proxy";

const PASSWORD = "canary-proxy-password";

test.each([
  "https://proxy.example:3128",
  "http://proxy.example:8080/",
  "https://proxy.example",
  "http://1.1.1.1:3128",
  "http://[2606:4700::1111]:3128",
])("%s can be a proxy", (url) => {
  expect(proxyRoute({ url }, [])).toMatchObject({ ok: true, value: { isListed: false } });
});

test.each([
  ["http://127.0.0.1:3128", "ip_address"],
  ["http://10.0.0.8:3128", "ip_address"],
  ["http://169.254.169.254", "ip_address"],
  ["http://2130706433:3128", "ip_address"],
  ["http://0x7f.1:3128", "ip_address"],
  ["http://[::1]:3128", "ip_address"],
  ["http://[::ffff:127.0.0.1]:3128", "ip_address"],
  ["http://[fd00::1]:3128", "ip_address"],
  ["socks5://proxy.example:1080", "scheme"],
  ["file:///etc/passwd", "scheme"],
  ["https://user:pass@proxy.example:3128", "userinfo"],
  ["https://@proxy.example:3128", "userinfo"],
  ["https://proxy.example:3128/way", "path"],
  ["https://proxy.example:3128/?x=1", "path"],
  ["https://proxy.example:3128#x", "path"],
  ["https://proxy.example\\@evil.example", "malformed"],
  ["proxy.example:3128", "scheme"],
  ["https://", "malformed"],
  ["https://ⓛocalhost:3128", "non_ascii"],
  ["https://proxy.example:3128\r\nx: y", "non_ascii"],
  [`https://${"a".repeat(300)}.example`, "too_long"],
])("%s cannot: %s", (url, refusal) => {
  expect(proxyRoute({ url }, [])).toEqual({ ok: false, error: refusal });
});

test.each([
  ["127.0.0.1", "http://127.0.0.1:3128", true],
  ["127.0.0.1:3128", "http://127.0.0.1:3128", true],
  ["127.0.0.1:3128", "http://127.0.0.1:22", false],
  ["127.0.0.1", "http://127.0.0.2:3128", false],
  ["::1", "http://[::1]:3128", true],
  ["[::1]:3128", "http://[::1]:3128", true],
  ["proxy.internal", "http://proxy.internal:3128", true],
  ["internal", "http://proxy.internal:3128", false],
])("where the operator lists %s, %s is open: %s", (listed, url, isListed) => {
  const route = proxyRoute({ url }, [listed]);
  expect(route.ok && route.value.isListed).toBe(isListed);
});

test.each([
  { username: "a:b", password: PASSWORD },
  { username: "", password: PASSWORD },
  { username: "a\nb", password: PASSWORD },
  { username: "a", password: "b\r\nx: y" },
  { password: PASSWORD },
])("credentials that no header carries as they are meant are refused", (credentials) => {
  const route = proxyRoute({ url: "https://proxy.example", ...credentials }, []);
  expect(route).toEqual({ ok: false, error: "credentials" });
});

test("the password is in no text that a route can be turned into", () => {
  const route = proxyRoute(
    { url: "https://proxy.example", username: "anna", password: PASSWORD },
    [],
  );
  expect(JSON.stringify(route)).not.toContain(PASSWORD);
  const value = route.ok ? route.value.authorization() : null;
  expect(value).toBe(`Basic ${Buffer.from(`anna:${PASSWORD}`).toString("base64")}`);
});
