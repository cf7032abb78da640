export type TypedHost = { readonly line: number; readonly host: string };
export type HostTrouble = { readonly line: number | null; readonly message: string };

const FEWEST = 2;
const MOST = 13;

/** A line out of a zone file: only what stands behind NS is a host. */
const ZONE_LINE = /\sNS\s+(\S+)\s*(?:;.*)?$/i;
const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/i;

/** The hosts somebody typed or pasted: one per line, or with commas, blanks or semicolons between; zone files too. */
export function readHosts(text: string): readonly TypedHost[] {
  return text.split(/\r?\n/).flatMap((content, at) => {
    const zone = ZONE_LINE.exec(content);
    const parts = zone?.[1] ? [zone[1]] : content.split(/[\s,;]+/);
    return parts
      .map((part) => part.replace(/\.$/, "").toLowerCase())
      .filter(Boolean)
      .map((host) => ({ line: at + 1, host }));
  });
}

function troubleOf({ host }: TypedHost, isRepeated: boolean): string | null {
  if (IP.test(host)) return `${host} is an IP address; a nameserver is told by its name.`;
  if (/[/@*:_?#]/.test(host)) return `${host} is no host name.`;
  if (!host.includes(".")) return `${host} has no dot: give the whole name.`;
  return isRepeated ? `${host} stands in the list twice.` : null;
}

/** What can be seen to be wrong without asking anybody, line by line; the server looks at the rest. */
export function troublesOf(hosts: readonly TypedHost[]): readonly HostTrouble[] {
  const seen = new Set<string>();
  const lines = hosts.flatMap((one): HostTrouble[] => {
    const message = troubleOf(one, seen.has(one.host));
    seen.add(one.host);
    return message ? [{ line: one.line, message }] : [];
  });
  if (hosts.length < FEWEST)
    return [...lines, { line: null, message: "A name needs at least two nameservers." }];
  return hosts.length > MOST
    ? [...lines, { line: null, message: `A name can have at most ${MOST} nameservers.` }]
    : lines;
}

/** A trouble as it is read: with its line where it has one. */
export const troubleText = ({ line, message }: HostTrouble): string =>
  line === null ? message : `Line ${line}: ${message}`;

/** Hosts that lie inside the name they are to serve: their addresses must be known to the registry first. */
export const hostsInside = (name: string, hosts: readonly TypedHost[]): readonly string[] =>
  hosts.map(({ host }) => host).filter((host) => host === name || host.endsWith(`.${name}`));
