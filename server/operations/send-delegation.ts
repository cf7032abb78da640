import type { DomainName, HostName } from "../names/domain-name";
import type { Accepted, Answer, RegistrarGateway } from "../registrars/gateway";
import type { Intent } from "./intents";

type Change = { readonly name: DomainName; readonly idempotencyKey: string };
type Params = Extract<Intent, { kind: "nameserver_update" }>["params"];

const hosts = (names: readonly string[]) => names as readonly HostName[];
const sameAddresses = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join(" ") === [...other].sort().join(" ");

/**
 * Sets nameservers. Hosts below the name itself are made known to the registry first: a delegation to a host that has
 * no address there is refused, or leads nowhere. Sent twice it does the same once.
 */
export async function sendDelegation(
  gateway: RegistrarGateway,
  change: Change,
  { nameservers, glue = {} }: Params,
): Answer<Accepted> {
  const problem = await makeHosts(gateway, change, glue);
  if (problem) return problem;
  return gateway.updateNameservers({ ...change, nameservers: hosts(nameservers) });
}

/** The first refusal; null: every host has its addresses. */
async function makeHosts(
  gateway: RegistrarGateway,
  { name, idempotencyKey }: Change,
  glue: Readonly<Record<string, readonly string[]>>,
): Promise<Awaited<Answer<Accepted>> | null> {
  const wanted = Object.entries(glue);
  if (wanted.length === 0) return null;
  const ask = hosts(wanted.map(([host]) => host));
  const listed = await gateway.listHosts({ name, ask });
  if (!listed.ok) return listed;
  for (const [host, addresses] of wanted) {
    const known = listed.value.hosts.find((one) => one.host === host);
    if (known && sameAddresses(known.addresses, addresses)) continue;
    const request = {
      name,
      idempotencyKey: `${idempotencyKey}:${host}`,
      host: host as HostName,
      addresses,
    };
    const answer = await (known ? gateway.updateHost(request) : gateway.createHost(request));
    if (!answer.ok) return answer;
  }
  return null;
}
