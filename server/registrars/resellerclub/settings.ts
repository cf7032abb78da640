import type { DomainName, HostName } from "../../names/domain-name";
import type { Accepted, Answer } from "../gateway";
import type { ResellerClubAccount } from "./account";
import { order } from "./action";
import { readOrderId } from "./domains";
import { hostPairs } from "./orders";

/** POST domains/modify-ns: the whole delegation, 2 to 13 hosts. */
export async function updateNameservers(
  account: ResellerClubAccount,
  { name, nameservers }: { name: DomainName; nameservers: readonly HostName[] },
): Answer<Accepted> {
  const hosts = hostPairs(nameservers);
  if (!hosts.ok) return hosts;
  const id = await readOrderId(account, name);
  if (!id.ok) return id;
  return order(account, {
    path: "domains/modify-ns",
    parameters: [["order-id", id.value], ...hosts.value],
  });
}

/** POST domains/enable-theft-protection or its counterpart: the transfer lock. */
export async function setTransferLock(
  account: ResellerClubAccount,
  { name, locked }: { name: DomainName; locked: boolean },
): Answer<Accepted> {
  const id = await readOrderId(account, name);
  if (!id.ok) return id;
  return order(account, {
    path: locked ? "domains/enable-theft-protection" : "domains/disable-theft-protection",
    parameters: [["order-id", id.value]],
  });
}
