import { invalid } from "../kernel/errors";
import { canonicalAddress } from "../names/glue-host";
import { needsGlue, normaliseNameservers } from "../names/nameserver-list";
import { isGlobalAddress } from "../outbound/address-guard";
import type { NameFacts } from "./facts/store";
import type { PlanChange } from "./schemas";

/** Addresses of examples: nobody has them, and they harm nobody. @see RFC 5737, RFC 3849 */
const DOCUMENTED = /^(?:192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:)/;

type Glue = Readonly<Record<string, readonly string[]>>;
type Delegation = Extract<PlanChange, { kind: "nameserver_update" }>;

/**
 * Hosts and addresses as they are sent.
 *
 * @throws AppError `invalid_input` with codes of {@link normaliseNameservers}; with field `glue.<host>` and code
 *   `glue_not_allowed` for a host that is not among the nameservers, `format` for what is no address, `glue_private`
 *   for one that the world does not reach
 */
export function checkedDelegation(change: Delegation): Delegation {
  const hosts = normaliseNameservers(change.nameservers);
  if (!hosts.ok) {
    const { at, code, message } = hosts.error;
    throw invalid(at === null ? "nameservers" : `nameservers.${at}`, code, message);
  }
  const glue = Object.entries(change.glue ?? {}).map(
    ([host, addresses]) => [host.trim().toLowerCase().replace(/\.$/, ""), addresses] as const,
  );
  for (const [host] of glue)
    if (!hosts.value.some((one) => one === host))
      throw invalid(`glue.${host}`, "glue_not_allowed", `${host} is not among the nameservers.`);
  const { glue: _typed, ...rest } = change;
  return {
    ...rest,
    nameservers: [...hosts.value],
    ...(glue.length > 0
      ? { glue: Object.fromEntries(glue.map(([host, typed]) => [host, addressesOf(host, typed)])) }
      : {}),
  };
}

function addressesOf(host: string, typed: readonly string[]): string[] {
  const addresses = typed.map((text) => {
    const address = canonicalAddress(text.trim());
    if (address === null) throw invalid(`glue.${host}`, "format", `${text} is not an IP address.`);
    if (!isGlobalAddress(address) && !DOCUMENTED.test(address))
      throw invalid(
        `glue.${host}`,
        "glue_private",
        `${address} is not a public address: nobody outside would reach the nameserver.`,
      );
    return address;
  });
  return [...new Set(addresses)];
}

/**
 * Addresses are told only of hosts that lie below a name of the plan: no registry takes others.
 *
 * @throws AppError `invalid_input` with code `glue_not_allowed`
 * @see RFC 5732 §1.1
 */
export function assertGlue(changes: Iterable<PlanChange>, names: readonly NameFacts[]): void {
  const glued = new Set<string>();
  for (const change of changes)
    if (change.kind === "nameserver_update")
      for (const host of Object.keys(change.glue ?? {})) glued.add(host);
  for (const host of glued)
    if (!names.some(({ name }) => needsGlue(name, host)))
      throw invalid(
        `glue.${host}`,
        "glue_not_allowed",
        `${host} lies below none of these names, so its addresses are not told here.`,
      );
}

/** What of the addresses belongs to one name: those of hosts below it. */
export function glueOf(name: string, glue: Glue | undefined): { readonly glue?: Glue } {
  const own = Object.entries(glue ?? {}).filter(([host]) => needsGlue(name, host));
  return own.length > 0 ? { glue: Object.fromEntries(own) } : {};
}
