import type { DomainName, HostName } from "./domain-name";

const MOST_ADDRESSES = 13;

/** An IP address in its one spelling, IPv6 as RFC 5952 writes it; null for what is none. */
export function canonicalAddress(text: string): string | null {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) {
    const parts = text.split(".");
    const isGood = parts.every((part) => String(Number(part)) === part && Number(part) <= 255);
    return isGood ? text : null;
  }
  if (!/^[0-9a-f:.]{2,45}$/i.test(text) || !text.includes(":")) return null;
  const url = URL.parse(`http://[${text}]/`);
  return url ? url.hostname.slice(1, -1) : null;
}

/** The label of a host below a name: "ns1" of ns1.example.com, "@" for the name itself; null elsewhere. */
export function labelBelow(name: DomainName, host: HostName | string): string | null {
  if (host === name) return "@";
  return host.endsWith(`.${name}`) ? host.slice(0, -name.length - 1) : null;
}

/**
 * What keeps a host from having these addresses at a registry; null when nothing does.
 *
 * @returns the field that is wrong, and a sentence for a person
 */
export function glueProblem(
  name: DomainName,
  { host, addresses }: { readonly host: HostName; readonly addresses: readonly string[] },
): { readonly field: "host" | "addresses"; readonly message: string } | null {
  if (labelBelow(name, host) === null)
    return { field: "host", message: `The host has to be below ${name}.` };
  if (addresses.length === 0)
    return { field: "addresses", message: "A glue host needs an address." };
  if (addresses.length > MOST_ADDRESSES)
    return { field: "addresses", message: `At most ${MOST_ADDRESSES} addresses.` };
  const wrong = addresses.find((address) => canonicalAddress(address) !== address);
  if (wrong !== undefined)
    return { field: "addresses", message: `${wrong} is not an IP address in its usual spelling.` };
  return new Set(addresses).size < addresses.length
    ? { field: "addresses", message: "An address is named twice." }
    : null;
}
