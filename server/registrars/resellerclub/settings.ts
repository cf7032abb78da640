import { err } from "../../kernel/result";
import type { DomainName, HostName } from "../../names/domain-name";
import type { Accepted, Answer } from "../gateway";
import type { ResellerClubAccount } from "./account";
import { order } from "./action";
import { readDetails, readOrderId } from "./domains";
import { refusal } from "./errors";
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

const NOT_OFFERED =
  "ResellerClub does not let privacy be switched on for this name: its ending does not allow it, or it has to be bought first. Nothing is bought here; ResellerClub's panel tells which of the two it is.";

/** POST domains/modify-privacy-protection. Buying privacy is another call, which is never made. */
export async function setPrivacy(
  account: ResellerClubAccount,
  { name, enabled }: { name: DomainName; enabled: boolean },
): Answer<Accepted> {
  const told = await readDetails(account, name);
  if (!told.ok) return told;
  const { orderid, privacyprotectedallowed } = told.value;
  if (enabled && privacyprotectedallowed === false)
    return err(refusal("not_eligible", NOT_OFFERED));
  return order(account, {
    path: "domains/modify-privacy-protection",
    parameters: [
      ["order-id", orderid],
      ["protect-privacy", String(enabled)],
      ["reason", "Asked for by whoever looks after the name."],
    ],
  });
}
