import { err, ok, type Result } from "../../kernel/result";
import { type DomainName, HostName } from "../../names/domain-name";
import { canonicalAddress, glueProblem, labelBelow } from "../../names/glue-host";
import type { FormPair } from "../../outbound/call";
import type { Accepted, Answer, GlueHost, GlueHosts, RegistrarFailure } from "../gateway";
import type { ResellerClubAccount } from "./account";
import { order } from "./action";
import { readDetails, readOrderId } from "./domains";
import { malformed, refusal } from "./errors";
import { ChildHosts } from "./wire";

type HostChange = GlueHost & { readonly name: DomainName };

/** The hosts below a name stand in its details. */
export async function listHosts(
  account: ResellerClubAccount,
  { name, signal }: { name: DomainName; signal?: AbortSignal },
): Answer<GlueHosts> {
  const told = await readHosts(account, name, signal);
  return told.ok ? ok({ hosts: told.value.hosts, isComplete: true }) : told;
}

type Told = { readonly orderId: string; readonly hosts: readonly GlueHost[] };

async function readHosts(
  account: ResellerClubAccount,
  name: DomainName,
  signal?: AbortSignal,
): Promise<Result<Told, RegistrarFailure>> {
  const details = await readDetails(account, name, signal);
  if (!details.ok) return details;
  const told = ChildHosts.safeParse(details.value.cns);
  if (!told.success) return err(malformed("The hosts below the name differ."));
  const hosts: GlueHost[] = [];
  for (const [full, ips] of Object.entries(told.data ?? {})) {
    const host = HostName.safeParse(full.toLowerCase());
    const addresses = ips.map(canonicalAddress);
    if (!host.success || addresses.includes(null))
      return err(malformed("A host below the name, or an address of it, is none."));
    hosts.push({ host: host.data, addresses: addresses.flatMap((one) => one ?? []) });
  }
  return ok({ orderId: details.value.orderid, hosts });
}

/** POST domains/add-cns: a host with all its addresses. */
export async function createHost(
  account: ResellerClubAccount,
  { name, ...glue }: HostChange,
): Answer<Accepted> {
  const problem = problemOf(name, glue);
  if (problem) return err(problem);
  const id = await readOrderId(account, name);
  if (!id.ok) return id;
  return add(account, id.value, glue.host, glue.addresses);
}

/**
 * Makes a host's addresses the given ones, as LogicBoxes takes them one by one: those that are missing
 * come first, then those that are not wanted go, so that the host is never without any.
 */
export async function updateHost(
  account: ResellerClubAccount,
  { name, ...glue }: HostChange,
): Answer<Accepted> {
  const problem = problemOf(name, glue);
  if (problem) return err(problem);
  const told = await readHosts(account, name);
  if (!told.ok) return told;
  const present = told.value.hosts.find(({ host }) => host === glue.host)?.addresses;
  if (!present) return err(unknownHost());
  const { orderId } = told.value;
  const added = glue.addresses.filter((one) => !present.includes(one));
  const gone = present.filter((one) => !glue.addresses.includes(one));
  return inOrder([
    ...(added.length > 0 ? [() => add(account, orderId, glue.host, added)] : []),
    ...gone.map((ip) => () => remove(account, orderId, glue.host, ip)),
  ]);
}

/** POST domains/delete-cns-ip, once for each address: with the last one the host is gone. */
export async function deleteHost(
  account: ResellerClubAccount,
  { name, host }: { name: DomainName; host: HostName },
): Answer<Accepted> {
  if (labelBelow(name, host) === null) return err(notBelow(name));
  const told = await readHosts(account, name);
  if (!told.ok) return told;
  const { orderId, hosts } = told.value;
  const present = hosts.find((one) => one.host === host);
  if (!present) return err(unknownHost());
  return inOrder(present.addresses.map((ip) => () => remove(account, orderId, host, ip)));
}

/** Several changes as one: after the first, a failure leaves open how it stands. */
async function inOrder(changes: readonly (() => Answer<Accepted>)[]): Answer<Accepted> {
  let outcome: Accepted["outcome"] = "confirmed";
  for (const [count, change] of changes.entries()) {
    const answer = await change();
    if (!answer.ok) return count === 0 ? answer : err({ ...answer.error, effect: "unknown" });
    if (answer.value.outcome === "accepted") outcome = "accepted";
  }
  return ok({ outcome });
}

const add = (
  account: ResellerClubAccount,
  orderId: string,
  host: HostName,
  addresses: readonly string[],
) =>
  order(account, {
    path: "domains/add-cns",
    parameters: [
      ["order-id", orderId],
      ["cns", host],
      ...addresses.map((ip): FormPair => ["ip", ip]),
    ],
  });

const remove = (account: ResellerClubAccount, orderId: string, host: HostName, ip: string) =>
  order(account, {
    path: "domains/delete-cns-ip",
    parameters: [
      ["order-id", orderId],
      ["cns", host],
      ["ip", ip],
    ],
  });

function problemOf(name: DomainName, glue: GlueHost): RegistrarFailure | null {
  if (labelBelow(name, glue.host) === "@") return notBelow(name);
  const problem = glueProblem(name, glue);
  return problem && refusal("invalid_nameservers", problem.message, problem.field);
}

const notBelow = (name: DomainName) =>
  refusal("invalid_nameservers", `The host has to be below ${name}.`, "host");
const unknownHost = () =>
  refusal("invalid_nameservers", "ResellerClub does not know this host of the name.", "host");
