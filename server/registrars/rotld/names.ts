import type { DomainName, HostName } from "../../names/domain-name";
import type { RegistrarFailure } from "../gateway";

/** Public zones below .ro in which names are registered too. */
const ZONES = new Set("com org tm nt nom info rec arts firm store www".split(" "));
const MAX_NAMESERVERS = 6;
const MAX_YEARS = 10;

const refusal = (
  code: RegistrarFailure["code"],
  field: string,
  message: string,
): RegistrarFailure => ({ code, effect: "none", field, message });

/** What keeps a name from being one of this registry, or null. */
export function nameProblem(name: DomainName): RegistrarFailure | null {
  const labels = name.split(".");
  const isBelowZone = labels.length === 3 && ZONES.has(labels[1] ?? "");
  const isBelowRo = labels.length === 2 && !ZONES.has(labels[0] ?? "");
  return labels.at(-1) === "ro" && (isBelowZone || isBelowRo)
    ? null
    : refusal("invalid_request", "domain", "ROTLD serves .ro names only, such as example.ro.");
}

/** What keeps hosts from being set, or null. No host at all is allowed: it removes the delegation. */
export function nameserversProblem(nameservers: readonly HostName[]): RegistrarFailure | null {
  const isTooMany = nameservers.length > MAX_NAMESERVERS;
  const hasTwins = new Set(nameservers).size !== nameservers.length;
  if (!isTooMany && !hasTwins) return null;
  const message = isTooMany
    ? `A .ro name has at most ${MAX_NAMESERVERS} nameservers.`
    : "A nameserver is named twice.";
  return refusal("invalid_nameservers", "nameservers", message);
}

/** A host inside a name that is still to be registered cannot exist yet at the registry. */
export function ownHostProblem(
  name: DomainName,
  nameservers: readonly HostName[],
): RegistrarFailure | null {
  return nameservers.some((host) => host.endsWith(`.${name}`))
    ? refusal(
        "invalid_nameservers",
        "nameservers",
        "Nameservers inside the new name need addresses at ROTLD first: register without them, and set them later.",
      )
    : null;
}

/** Why so many years cannot be bought at once; null when they can. */
export const periodProblem = (years: number): RegistrarFailure | null =>
  Number.isInteger(years) && years >= 1 && years <= MAX_YEARS
    ? null
    : refusal(
        "invalid_request",
        "domain_period",
        `A .ro name is bought for 1 to ${MAX_YEARS} years.`,
      );
