/** Suffixes such as co.uk or com.au: a short word below a country. */
const isCountrySuffix = (second: string, top: string) => top.length === 2 && second.length <= 3;

/** The registrable part of a host, near enough for a caption: the full list of suffixes is too big for a browser. */
function ownerOf(host: string): string {
  const labels = host.split(".");
  const kept = isCountrySuffix(labels.at(-2) ?? "", labels.at(-1) ?? "") ? 3 : 2;
  return labels.slice(-kept).join(".");
}

/**
 * What a set of nameservers is called: the name they have in common, else the first and how many more.
 *
 * @returns null for a name without nameservers, or of which the registrar told none
 */
export function nameserverSet(hosts: readonly string[] | null): string | null {
  const owners = [...new Set((hosts ?? []).map(ownerOf))];
  const [first] = owners;
  if (!first) return null;
  return owners.length === 1 ? first : `${first} +${owners.length - 1}`;
}
