import { err, ok } from "../../kernel/result";
import { type DomainName, HostName } from "../../names/domain-name";
import { canonicalAddress, glueProblem, labelBelow } from "../../names/glue-host";
import type { Accepted, Answer, GlueHost, GlueHosts, RegistrarGateway } from "../gateway";
import { malformed, refusal } from "./errors";
import { readAll } from "./pages";
import { type Account, send } from "./send";
import { GandiHosts } from "./wire";

type Hosts = Pick<RegistrarGateway, "listHosts" | "createHost" | "updateHost" | "deleteHost">;

const TAKEN = { 200: "accepted", 202: "accepted", 204: "accepted" } as const;

/** The glue of a name at its registry. Changes are seen later, in the list. */
export const gandiHosts = (account: Account): Hosts => ({
  listHosts: ({ name, signal }) => listHosts(account, name, signal),
  createHost: (request) =>
    change(request, (label) =>
      send(
        account.api,
        {
          method: "POST",
          path: listOf(request.name),
          body: { name: label, ips: request.addresses },
        },
        TAKEN,
      ),
    ),
  updateHost: (request) =>
    change(request, (label) =>
      send(
        account.api,
        {
          method: "PUT",
          path: `${listOf(request.name)}/${label}`,
          body: { ips: request.addresses },
        },
        TAKEN,
      ),
    ),
  deleteHost: async ({ name, host }) => {
    const label = labelBelow(name, host);
    if (label === null) return err(notBelow(name));
    return send(account.api, { method: "DELETE", path: `${listOf(name)}/${label}` }, TAKEN);
  },
});

const listOf = (name: DomainName) => `/domain/domains/${name}/hosts`;
const notBelow = (name: DomainName) =>
  refusal("invalid_nameservers", `The host has to be below ${name}.`, "host");

async function change(
  { name, ...glue }: GlueHost & { name: DomainName },
  act: (label: string) => Answer<Accepted>,
): Answer<Accepted> {
  const problem = glueProblem(name, glue);
  if (problem) return err(refusal("invalid_nameservers", problem.message, problem.field));
  const label = labelBelow(name, glue.host);
  return label === null ? err(notBelow(name)) : act(label);
}

async function listHosts(
  account: Account,
  name: DomainName,
  signal: AbortSignal | undefined,
): Answer<GlueHosts> {
  const told = await readAll(account, listOf(name), { rows: GandiHosts, signal });
  if (!told.ok) return told;
  const hosts: GlueHost[] = [];
  for (const { name: label, ips } of told.value) {
    const host = HostName.safeParse(label === "@" ? name : `${label.toLowerCase()}.${name}`);
    const addresses = ips.map(canonicalAddress);
    if (!host.success || addresses.includes(null))
      return err(malformed("A host of the list, or an address of it, is none."));
    hosts.push({ host: host.data, addresses: addresses.flatMap((one) => one ?? []) });
  }
  return ok({ hosts, isComplete: true });
}
