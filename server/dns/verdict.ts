import type { Result } from "../kernel/result";
import type { NotTold } from "./ask";
import type { ParentKeys } from "./parent";
import type { ServerFacts } from "./servers";

/** What becomes of a name when it is delegated to other nameservers, as far as the DNS tells. */
export type DnsVerdict = "safe" | "breaks" | "lame" | "unknown";

export type DnsJudged = {
  readonly verdict: DnsVerdict;
  readonly rule:
    | "no_ds"
    | "ds_matches"
    | "ds_without_key"
    | "server_lame"
    | "ds_not_known"
    | "servers_not_known"
    | "dns_off";
  readonly detail: string;
  /** Where the rule is written; null: it is about our own looking. */
  readonly source: string | null;
};

const SOURCE = {
  keys: "RFC 4035 §5.2, RFC 6781 §4.3.5",
  lame: "RFC 1912 §2.8",
} as const;

const hostsOf = (servers: readonly ServerFacts[]): string =>
  servers.map(({ host }) => host).join(", ");

const LAME = new Set<ServerFacts["state"]>(["lame", "silent", "no_address"]);

/**
 * Judges a delegation. The worse comes first: a chain of trust that would break outweighs what is not known, and what
 * is not known outweighs a server that is merely lame. Nothing that could not be found out is ever taken for good.
 */
export function judgeDelegation(
  parent: Result<ParentKeys, NotTold>,
  servers: readonly ServerFacts[],
): DnsJudged {
  const lame = servers.filter(({ state }) => LAME.has(state));
  if (!parent.ok) return parentUnknown(parent.error, lame);
  const isSigned = parent.value.ds.length > 0;
  const unmatched = isSigned ? servers.filter(({ matches }) => matches === false) : [];
  if (unmatched.length > 0) return breaks(unmatched);
  const isMute = !servers.some(({ state }) => state === "authoritative");
  if (lame.length > 0) return lameVerdict(lame, isSigned && isMute);
  return known(servers, isSigned);
}

const breaks = (unmatched: readonly ServerFacts[]): DnsJudged => ({
  verdict: "breaks",
  rule: "ds_without_key",
  detail: `${hostsOf(unmatched)} ${unmatched.length === 1 ? "does" : "do"} not sign with the keys (DS) that the zone above vouches for.`,
  source: SOURCE.keys,
});

const parentUnknown = ({ because, message }: NotTold, lame: readonly ServerFacts[]): DnsJudged => ({
  verdict: "unknown",
  rule: because === "off" ? "dns_off" : "ds_not_known",
  detail: ["Whether the name is signed is not known.", message, lameDetail(lame)]
    .filter(Boolean)
    .join(" "),
  source: null,
});

function known(servers: readonly ServerFacts[], isSigned: boolean): DnsJudged {
  const open = servers.filter(
    ({ state, matches }) => state === "unknown" || (isSigned && matches !== true),
  );
  if (open.length > 0)
    return {
      verdict: "unknown",
      rule: "servers_not_known",
      detail: `How ${hostsOf(open)} ${open.length === 1 ? "stands" : "stand"} to the name is not known. ${open.find(({ reason }) => reason)?.reason ?? "Its keys could not be compared."}`,
      source: isSigned ? SOURCE.keys : null,
    };
  return isSigned
    ? {
        verdict: "safe",
        rule: "ds_matches",
        detail: "Every new nameserver signs with a key that the zone above vouches for.",
        source: SOURCE.keys,
      }
    : {
        verdict: "safe",
        rule: "no_ds",
        detail: "The name is not signed (no DS), and every new nameserver answers for it.",
        source: SOURCE.keys,
      };
}

const lameDetail = (lame: readonly ServerFacts[]): string =>
  lame
    .map(({ host, reason }) => `${host}: ${reason ?? "It does not answer for the name."}`)
    .join(" ");

const lameVerdict = (lame: readonly ServerFacts[], isSigned: boolean): DnsJudged => ({
  verdict: "lame",
  rule: "server_lame",
  detail: `${lameDetail(lame)}${isSigned ? " The name is signed (DS), and nobody showed keys for it." : ""}`,
  source: SOURCE.lame,
});
