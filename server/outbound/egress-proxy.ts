import { isIP } from "node:net";
import { err, ok, type Result } from "../kernel/result";
import { isGlobalAddress } from "./address-guard";

/** A forward proxy through which one account's registrar is reached, as an HTTP tunnel (CONNECT). */
export type EgressProxy = {
  /** Origin of the proxy, such as https://proxy.example:3128; the port may be left out where it is the scheme's own. */
  readonly url: string;
  /** Sent to the proxy alone, as Basic authentication, together with the password. */
  readonly username?: string;
  readonly password?: string;
};

export type ProxyRefusal =
  | "too_long"
  | "malformed"
  | "non_ascii"
  | "userinfo"
  | "scheme"
  | "path"
  | "ip_address"
  | "credentials";

/** A proxy whose address was checked. */
export type ProxyRoute = {
  readonly url: URL;
  /** The operator named this host: it may lie inside one's own network. */
  readonly isListed: boolean;
  /** Value of Proxy-Authorization, made per tunnel so that it lives nowhere else. */
  readonly authorization: () => string | null;
};

const MAX_URL_LENGTH = 300;

/**
 * The way to a proxy. An address that is not of the open Internet is refused here where the URL spells
 * it, and when the connection is made where a name stands for it; unless the operator listed the host.
 *
 * @param listedHosts exact hosts, or host:port, from the setting EGRESS_PROXY_HOSTS
 */
export function proxyRoute(
  { url: text, username, password }: EgressProxy,
  listedHosts: readonly string[],
): Result<ProxyRoute, ProxyRefusal> {
  const url = URL.parse(text);
  const refusal = textRefusal(text) ?? credentialsRefusal(username, password);
  if (refusal || !url) return err(refusal ?? "malformed");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isListed = [host, url.hostname, url.host].some((name) => listedHosts.includes(name));
  const problem = urlRefusal(url, text);
  if (problem) return err(problem);
  if (!isListed && isIP(host) !== 0 && !isGlobalAddress(host)) return err("ip_address");
  return ok({ url, isListed, authorization: () => basic(username, password) });
}

/** Problems that parsing would smooth over. */
function textRefusal(text: string): ProxyRefusal | null {
  if (text.length > MAX_URL_LENGTH) return "too_long";
  if (/[^\x21-\x7e]/.test(text)) return "non_ascii";
  return text.includes("\\") ? "malformed" : null;
}

function urlRefusal(url: URL, text: string): ProxyRefusal | null {
  if (url.protocol !== "https:" && url.protocol !== "http:") return "scheme";
  if (url.username !== "" || url.password !== "" || text.includes("@")) return "userinfo";
  return url.pathname === "/" && !/[?#]/.test(text) ? null : "path";
}

/** A colon in the name would end it. @see RFC 7617 §2 */
function credentialsRefusal(
  username: string | undefined,
  password: string | undefined,
): ProxyRefusal | null {
  if (username === undefined) return password === undefined ? null : "credentials";
  const isPlain =
    /^[^:\p{Cc}]{1,256}$/u.test(username) && /^[^\p{Cc}]{0,256}$/u.test(password ?? "");
  return isPlain ? null : "credentials";
}

const basic = (username: string | undefined, password = ""): string | null =>
  username === undefined
    ? null
    : `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
