import type { EppStatus } from "@/server/names/epp-status";

/** What a status means for the owner of a name, in one sentence. */
const MEANING: Readonly<Record<EppStatus, string>> = {
  ok: "No restriction is set.",
  inactive: "No nameservers are set, so the name does not resolve.",
  clientDeleteProhibited: "The name cannot be deleted.",
  clientHold: "The name is taken out of the DNS and does not resolve.",
  clientRenewProhibited: "The name cannot be renewed.",
  clientTransferProhibited: "The transfer lock: the name cannot leave for another registrar.",
  clientUpdateProhibited: "Nameservers and contacts cannot be changed.",
  serverDeleteProhibited: "The name cannot be deleted.",
  serverHold: "The name is taken out of the DNS and does not resolve.",
  serverRenewProhibited: "The name cannot be renewed.",
  serverTransferProhibited: "The name cannot leave for another registrar.",
  serverUpdateProhibited: "Nameservers and contacts cannot be changed.",
  pendingCreate: "The registration has been asked for and is not complete.",
  pendingDelete: "The name is on its way out of the registry.",
  pendingRenew: "A renewal has been asked for and is not complete.",
  pendingTransfer: "A transfer to another registrar is under way.",
  pendingUpdate: "A change has been asked for and is not complete.",
  addPeriod: "The first days after registration.",
  autoRenewPeriod: "Renewed by the registry at expiry; the registrar can still give it back.",
  renewPeriod: "The first days after a renewal.",
  transferPeriod: "The first days after a transfer.",
  redemptionPeriod: "Deleted at the registry, and can still be restored at a fee.",
  pendingRestore: "A restore has been asked for and is not complete.",
};

/** Who sets and lifts a status. @see RFC 5731 §2.3: client* by the registrar, server* by the registry */
export function setterOf(status: string): "registrar" | "registry" {
  return status.startsWith("client") ? "registrar" : "registry";
}

/** What an EPP status means for whoever holds the name. */
export const meaningOf = (status: EppStatus): string => MEANING[status];
