import { canonicalAddress } from "../../names/glue-host";
import { hashOf } from "../world/random";
import type { Office } from "./office";
import { Trouble } from "./trouble";

const MOST_ADDRESSES = 10;
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** All hosts the account knows, its own with their addresses. */
export const hostRows = ({ memory, account }: Office) =>
  memory.hosts(account.id).map((host) => rowOf(host, memory.hostAddresses(account.id, host) ?? []));

const rowOf = (host: string, addresses: readonly string[]) => ({
  server_name: host,
  ip_list: addresses,
});

/** @throws Trouble for a host the account does not know */
export function hostRow({ memory, account }: Office, host: string) {
  const addresses = memory.hostAddresses(account.id, host);
  if (!addresses) throw new Trouble(404, "could not find name server in your account");
  return rowOf(host, addresses);
}

/** The host a command of API3 means, by its number or by its name: public clients do either. */
export function hostNamed({ memory, account }: Office, query: URLSearchParams): string {
  const id = query.get("server_id");
  const told = query.get("host")?.toLowerCase();
  const host = id ? memory.hosts(account.id).find((one) => String(serverId(one)) === id) : told;
  if (!host) throw new Trouble(404, "could not find name server in your account");
  return host;
}

/** The number of a host, which follows from its name. */
export const serverId = (host: string): number => (hashOf(`host ${host}`) % 1_000_000) + 1;

/** Makes a host below a name of the account known to its registry. @throws Trouble */
export function registerHost(office: Office, told: string, addresses: readonly string[]): void {
  const host = told.toLowerCase();
  if (!HOST.test(host)) throw new Trouble(400, "invalid host name");
  if (!office.domains().some(({ fqdn }) => host.endsWith(`.${fqdn}`)))
    throw new Trouble(404, "could not find domain in your account");
  if ((office.memory.hostAddresses(office.account.id, host) ?? []).length > 0)
    throw new Trouble(409, `name server ${host} already exists`);
  office.memory.setHost(office.account.id, host, checked(addresses));
}

/** All addresses of a host that is registered here. @throws Trouble */
export function setHostAddresses(office: Office, host: string, addresses: readonly string[]): void {
  if (hostRow(office, host).ip_list.length === 0)
    throw new Trouble(400, "this name server is registered elsewhere");
  office.memory.setHost(office.account.id, host, checked(addresses));
}

/** @throws Trouble for a host that a name of the account is delegated to */
export function removeHost(office: Office, host: string): void {
  hostRow(office, host);
  if (office.domains().some(({ nameservers }) => nameservers.includes(host)))
    throw new Trouble(400, "this name server is in use");
  office.memory.setHost(office.account.id, host, null);
}

function checked(addresses: readonly string[]): string[] {
  const told = addresses.map(canonicalAddress);
  if (told.length === 0 || told.length > MOST_ADDRESSES || told.includes(null))
    throw new Trouble(400, "ip_list is invalid");
  return told.flatMap((one) => one ?? []);
}
