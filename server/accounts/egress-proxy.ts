import { environment } from "../kernel/env";
import { invalid } from "../kernel/errors";
import { seal } from "../kernel/seal";
import { type ProxyRefusal, proxyRoute } from "../outbound/egress-proxy";
import { proxyPasswordPlace } from "../runtime";
import type { ProxyInput } from "./schemas";

/** A proxy as an account keeps it: the password sealed to that account. */
export type StoredProxy = {
  readonly proxyUrl: string | null;
  readonly proxyUsername: string | null;
  readonly proxyPassword: string | null;
};

export const NO_PROXY: StoredProxy = { proxyUrl: null, proxyUsername: null, proxyPassword: null };

const SHAPE = "Write the proxy’s address like https://proxy.example:3128.";

const WORDS: Readonly<Record<Exclude<ProxyRefusal, "credentials">, string>> = {
  too_long: "A proxy’s address has at most 300 signs.",
  malformed: SHAPE,
  non_ascii: SHAPE,
  userinfo: "Leave user name and password out of the address; they have fields of their own.",
  scheme: "A proxy’s address begins with https:// or http://.",
  path: "Give the proxy’s host and port alone, without a path.",
  ip_address:
    "This address is not of the open Internet. Whoever runs Namekeep can allow a proxy inside the own network: EGRESS_PROXY_HOSTS.",
};

const PORT = "Proxies listen on port 80, 443, or one from 1024 on.";

/** Ports of mail, shells and the like: nothing a proxy would listen on. */
const isOddPort = ({ port }: URL) => port !== "" && port !== "80" && Number(port) < 1024;

/**
 * A proxy whose address and user name can be used, its address as it is kept.
 *
 * @throws AppError `invalid_input`: `url_refused` on `proxy.url`, `format` on `proxy.username`
 */
export function checkedProxy({ url, username, password }: ProxyInput): ProxyInput {
  const proxy = {
    url,
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
  };
  if (password && !username)
    throw invalid("proxy.username", "required", "Enter the user name the password belongs to.");
  const route = proxyRoute(proxy, environment().egressProxyHosts);
  if (!route.ok) throw refused(route.error);
  if (isOddPort(route.value.url) && !route.value.isListed)
    throw invalid("proxy.url", "url_refused", PORT);
  return { ...proxy, url: route.value.url.origin };
}

const refused = (refusal: ProxyRefusal) =>
  refusal === "credentials"
    ? invalid(
        "proxy.username",
        "format",
        "A user name has no colon, and neither has control signs.",
      )
    : invalid("proxy.url", "url_refused", WORDS[refusal]);

/** A checked proxy as an account keeps it. */
export const storedProxy = (
  accountId: string,
  proxy: ProxyInput | null | undefined,
): StoredProxy =>
  proxy
    ? {
        proxyUrl: proxy.url,
        proxyUsername: proxy.username || null,
        proxyPassword: proxy.password
          ? seal(
              environment().credentialKeys.byVersion,
              proxy.password,
              proxyPasswordPlace(accountId),
            )
          : null,
      }
    : NO_PROXY;
