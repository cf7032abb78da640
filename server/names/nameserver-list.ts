import { isIP } from "node:net";
import { accepted, type Checked, rejected } from "./checked";
import { HostName } from "./domain-name";
import { brokenRule, toAscii } from "./idna";
import { nameProblem } from "./name-problem";
import { suffixProblem } from "./registrable";

/** RFC 1034 §4.1 wants two; thirteen is what a referral carries without being cut off (RFC 1035 §2.3.4). */
export const FEWEST_NAMESERVERS = 2;
export const MOST_NAMESERVERS = 13;

export type HostProblem = {
  readonly at: number | null;
  readonly code: string;
  readonly message: string;
};

const problem = (at: number | null, code: string, message: string): Checked<never, HostProblem> =>
  rejected({ at, code, message });

/** Suffix rules that speak of registering a name; a host may stand anywhere below one. */
const FINE_FOR_HOSTS = new Set(["not_registrable", "private_suffix"]);

function hostOf(typed: string, at: number): Checked<HostName, HostProblem> {
  const text = typed.trim().replace(/\.$/u, "");
  if (text === "") return problem(at, "required", "Enter a host name, such as ns1.example.net.");
  if (isIP(text) !== 0)
    return problem(at, "ip_address", `${text} is an IP address; a nameserver is told by its name.`);
  if (text.includes("*")) return problem(at, "wildcard", "A nameserver may not be a wildcard.");
  const rule = brokenRule(text);
  const ascii = toAscii(text) ?? "";
  if (rule) return problem(at, rule, `${typed}: ${nameProblem(rule).message}`);
  const suffix = suffixProblem(ascii);
  if (suffix && !FINE_FOR_HOSTS.has(suffix.code))
    return problem(
      at,
      suffix.code === "not_public_tld" ? "not_public" : suffix.code,
      `${typed}: ${suffix.message}`,
    );
  if (ascii === "localhost") return problem(at, "not_public", "localhost is no public nameserver.");
  const host = HostName.safeParse(ascii);
  return host.success ? accepted(host.data) : problem(at, "bad_char", `${typed} is no host name.`);
}

/**
 * The nameservers a person typed, as A-labels in the order given; or the first rule they break.
 *
 * @returns codes `too_few`, `too_many`, `duplicate`, `ip_address`, `wildcard`, `not_public`, and those of names;
 *   `at` is the place of the host in the list
 */
export function normaliseNameservers(
  typed: readonly string[],
): Checked<readonly HostName[], HostProblem> {
  const hosts: HostName[] = [];
  for (const [at, text] of typed.entries()) {
    const host = hostOf(text, at);
    if (!host.ok) return host;
    if (hosts.includes(host.value))
      return problem(at, "duplicate", `${host.value} stands in the list twice.`);
    hosts.push(host.value);
  }
  if (hosts.length < FEWEST_NAMESERVERS)
    return problem(null, "too_few", "A name needs at least two nameservers.");
  if (hosts.length > MOST_NAMESERVERS)
    return problem(null, "too_many", "A name can have at most 13 nameservers.");
  return accepted(hosts);
}

/** Whether a host lies inside the name it is to serve: then the registry must be told its addresses (glue). */
export const needsGlue = (name: string, host: string): boolean =>
  host === name || host.endsWith(`.${name}`);
