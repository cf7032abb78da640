import { err, ok, type Result } from "../../kernel/result";
import type { DomainName, HostName } from "../../names/domain-name";
import { canonicalAddress, glueProblem, labelBelow } from "../../names/glue-host";
import type { OutboundClient } from "../../outbound/call";
import type { Accepted, Answer, GlueHost, GlueHosts, RegistrarFailure } from "../gateway";
import { run } from "./command";
import { domainInfo } from "./domain-info";
import { malformed } from "./errors";
import { nameProblem } from "./names";
import { AnyData, RotldHost } from "./wire";

const MOST_ADDRESSES = 2;

type HostChange = GlueHost & { readonly name: DomainName };
type Commands = {
  readonly create: "nameserver-create";
  readonly update: "nameserver-update";
};

/**
 * Glue at the registry, as far as it can be told: there is no list, so the hosts asked about and those
 * that the delegation names are read one by one.
 */
export async function listHosts(
  api: OutboundClient,
  { name, ask = [], signal }: { name: DomainName; ask?: readonly HostName[]; signal?: AbortSignal },
): Answer<GlueHosts> {
  const told = await domainInfo(api, name, signal);
  if (!told.ok) return told;
  const named = [...ask, ...(told.value.domain.nameservers ?? [])];
  const hosts: GlueHost[] = [];
  for (const host of new Set(named.filter((one) => isBelow(name, one)))) {
    const glue = await readHost(api, host, signal);
    if (!glue.ok && glue.error.code !== "domain_unknown") return glue;
    if (glue.ok) hosts.push(glue.value);
  }
  return ok({ hosts, isComplete: false });
}

/** nameserver-info. How addresses are told is not documented; a list and one text are read. */
async function readHost(
  api: OutboundClient,
  host: HostName,
  signal: AbortSignal | undefined,
): Promise<Result<GlueHost, RegistrarFailure>> {
  const told = await run(api, {
    command: "nameserver-info",
    fields: [["nameserver", host]],
    data: RotldHost,
    kind: "read",
    signal,
  });
  if (!told.ok) return told;
  const addresses = told.value.ips.map(canonicalAddress);
  return addresses.includes(null)
    ? err(malformed("An address of a host is none.", { isWrite: false }))
    : ok({ host, addresses: addresses.flatMap((one) => one ?? []) });
}

/** nameserver-create and nameserver-update: one or two addresses, all of them at once. */
export async function setHost(
  api: OutboundClient,
  command: Commands[keyof Commands],
  { name, host, addresses }: HostChange,
): Answer<Accepted> {
  const problem = problemOf(name, { host, addresses });
  if (problem) return err(problem);
  const told = await run(api, {
    command,
    fields: [
      ["nameserver", host],
      ["ips", addresses.join(",")],
    ],
    data: AnyData,
    kind: "write",
  });
  return told.ok ? ok({ outcome: "confirmed" }) : told;
}

/** nameserver-delete */
export async function deleteHost(
  api: OutboundClient,
  { name, host }: { name: DomainName; host: HostName },
): Answer<Accepted> {
  const problem = nameProblem(name) ?? (isBelow(name, host) ? null : notBelow(name));
  if (problem) return err(problem);
  const fields = [["nameserver", host]] as const;
  const told = await run(api, {
    command: "nameserver-delete",
    fields,
    data: AnyData,
    kind: "write",
  });
  return told.ok ? ok({ outcome: "confirmed" }) : told;
}

const isBelow = (name: DomainName, host: HostName) => (labelBelow(name, host) ?? "@") !== "@";

function problemOf(name: DomainName, glue: GlueHost): RegistrarFailure | null {
  if (!isBelow(name, glue.host)) return nameProblem(name) ?? notBelow(name);
  if (glue.addresses.length > MOST_ADDRESSES)
    return refusal("addresses", `ROTLD keeps ${MOST_ADDRESSES} addresses of a host at most.`);
  const problem = glueProblem(name, glue);
  return nameProblem(name) ?? (problem && refusal(problem.field, problem.message));
}

const refusal = (field: string, message: string): RegistrarFailure => ({
  code: "invalid_nameservers",
  effect: "none",
  field,
  message,
});
const notBelow = (name: DomainName) => refusal("host", `The host has to be below ${name}.`);
