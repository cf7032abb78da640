import { isIP } from "node:net";
import { err, ok, type Result } from "../kernel/result";

const MAX_URL_LENGTH = 2048;

export type UrlRefusal =
  | "too_long"
  | "malformed"
  | "non_ascii"
  | "userinfo"
  | "scheme"
  | "port"
  | "ip_address"
  | "simulator"
  | "host";

/** Where one client may go. `check` answers with the parsed URL, or with why it is refused. */
export type HostPolicy = {
  readonly check: (url: string) => Result<URL, UrlRefusal>;
  /** The one loopback address that a demo may reach, or null. */
  readonly simulator: URL | null;
};

/**
 * A policy of exact origins: https, these hosts, nothing derived from them.
 *
 * @param options.hosts exact host names, such as "api.gandi.net", with their port where it is not 443
 * @param options.simulatorOrigin http://127.0.0.1:port of the registrar simulator; it opens that one
 *   address in demo mode and nothing in production mode
 */
export function hostPolicy(options: {
  hosts: readonly string[];
  simulatorOrigin?: string | null;
  mode: "demo" | "production";
  /** Longest URL, for registrars that take long lists in the query. */
  maxUrlLength?: number;
}): HostPolicy {
  const hosts = new Set(options.hosts);
  const offered = loopbackOrigin(options.simulatorOrigin ?? null);
  const simulator = options.mode === "demo" ? offered : null;
  const urlRefusal = (url: URL): UrlRefusal | null => {
    if (hasUserinfo(url)) return "userinfo";
    if (url.origin === simulator?.origin) return null;
    return url.origin === offered?.origin ? "simulator" : strangerRefusal(url, hosts);
  };
  return {
    simulator,
    check: (text) => {
      const url = URL.parse(text);
      const refusal =
        textRefusal(text, options.maxUrlLength ?? MAX_URL_LENGTH) ??
        (url ? urlRefusal(url) : "malformed");
      return url && !refusal ? ok(url) : err(refusal ?? "malformed");
    },
  };
}

/** Problems that parsing would smooth over: the parser folds ⓛ to l, and reads a backslash as a slash. */
function textRefusal(text: string, maxLength: number): UrlRefusal | null {
  if (text.length > maxLength) return "too_long";
  if (/[^\x21-\x7e]/.test(text)) return "non_ascii";
  return text.includes("\\") ? "malformed" : null;
}

function strangerRefusal(url: URL, hosts: ReadonlySet<string>): UrlRefusal | null {
  if (url.protocol !== "https:") return "scheme";
  if (isIP(bareHost(url)) !== 0) return "ip_address";
  if (hosts.has(url.host)) return null;
  return url.port === "" ? "host" : "port";
}

const hasUserinfo = (url: URL) => url.username !== "" || url.password !== "";

const bareHost = (url: URL) => url.hostname.replace(/^\[|\]$/g, "");

function loopbackOrigin(text: string | null): URL | null {
  const url = text === null ? null : URL.parse(text);
  const isLoopback = url?.hostname === "127.0.0.1" || url?.hostname === "[::1]";
  return url && isLoopback && url.protocol === "http:" && !hasUserinfo(url) ? url : null;
}
