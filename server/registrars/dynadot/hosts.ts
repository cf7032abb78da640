import { z } from "zod";
import { err, ok } from "../../kernel/result";
import { type DomainName, HostName } from "../../names/domain-name";
import { canonicalAddress, glueProblem, labelBelow } from "../../names/glue-host";
import type { Accepted, Answer, GlueHost, GlueHosts, RegistrarFailure } from "../gateway";
import type { DynadotAccount } from "./account";
import { callApi3 } from "./api3";
import { malformed, refusal } from "./errors";
import { callRest } from "./rest";
import { acceptedBy } from "./settings";
import { AccountHosts } from "./wire";

type HostChange = GlueHost & { readonly name: DomainName };

/** GET /nameservers: all hosts of the account. Those below the name that have addresses are its glue. */
export async function listHosts(
  { rest }: DynadotAccount,
  { name, signal }: { name: DomainName; signal?: AbortSignal },
): Answer<GlueHosts> {
  const answer = await callRest(rest, {
    method: "GET",
    path: "/nameservers",
    data: AccountHosts,
    signal,
  });
  if (!answer.ok) return answer;
  const hosts: GlueHost[] = [];
  for (const { server_name: told, ip_list: ips } of answer.value.data.nameserver_list) {
    const host = HostName.safeParse(told.toLowerCase().replace(/\.$/, ""));
    if (!host.success || !isBelow(name, host.data)) continue;
    const addresses = (ips ?? []).filter((ip) => ip !== "").map(canonicalAddress);
    if (addresses.includes(null)) return err(malformed("An address of a host is none."));
    if (addresses.length > 0)
      hosts.push({ host: host.data, addresses: addresses.flatMap((one) => one ?? []) });
  }
  return ok({ hosts, isComplete: true });
}

/**
 * API3 register_ns, which takes one address, and set_ip for a host with more. REST v2 registers hosts
 * too, but its two sources disagree on the body.
 */
export async function createHost(
  account: DynadotAccount,
  { name, ...glue }: HostChange,
): Answer<Accepted> {
  const problem = problemOf(name, glue);
  if (problem) return err(problem);
  const [first = ""] = glue.addresses;
  const made = await callApi3(account.api3, {
    command: "register_ns",
    parameters: [
      ["host", glue.host],
      ["ip", first],
    ],
    content: z.unknown(),
    asked: "write",
  });
  if (!made.ok) return made;
  if (glue.addresses.length === 1) return ok({ outcome: "confirmed" });
  const all = await setAddresses(account, glue);
  return all.ok ? all : err({ ...all.error, effect: "unknown" });
}

/** PUT /nameservers/{host}/set_ip: all addresses of a host. */
export async function updateHost(
  account: DynadotAccount,
  { name, ...glue }: HostChange,
): Answer<Accepted> {
  const problem = problemOf(name, glue);
  return problem ? err(problem) : setAddresses(account, glue);
}

const setAddresses = async (
  { rest }: DynadotAccount,
  { host, addresses }: GlueHost,
): Answer<Accepted> =>
  acceptedBy(
    await callRest(rest, {
      method: "PUT",
      path: `/nameservers/${host}/set_ip`,
      body: { ip_list: addresses },
      data: z.unknown(),
    }),
  );

/** DELETE /nameservers/{host} */
export async function deleteHost(
  { rest }: DynadotAccount,
  { name, host }: { name: DomainName; host: HostName },
): Answer<Accepted> {
  if (!isBelow(name, host)) return err(notBelow(name));
  const path = `/nameservers/${host}`;
  return acceptedBy(await callRest(rest, { method: "DELETE", path, data: z.unknown() }));
}

const isBelow = (name: DomainName, host: HostName) => (labelBelow(name, host) ?? "@") !== "@";

function problemOf(name: DomainName, glue: GlueHost): RegistrarFailure | null {
  if (!isBelow(name, glue.host)) return notBelow(name);
  const problem = glueProblem(name, glue);
  return problem && refusal("invalid_nameservers", problem.message, problem.field);
}

const notBelow = (name: DomainName) =>
  refusal("invalid_nameservers", `The host has to be below ${name}.`, "host");
