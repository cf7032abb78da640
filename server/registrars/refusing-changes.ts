import { err } from "../kernel/result";
import type { Capability, CapabilityFlag, RegistrarFailure, RegistrarGateway } from "./gateway";

type Changes = Pick<
  RegistrarGateway,
  | "register"
  | "renew"
  | "transferIn"
  | "readTransferIn"
  | "updateNameservers"
  | "setTransferLock"
  | "setAutoRenew"
  | "updateContacts"
  | "readAuthCode"
>;

/** The half of a gateway that only reads: every other method answers `unsupported` and calls nobody. */
export function refusingChanges(reason: string, authCodeReason: string): Changes {
  const refusal: RegistrarFailure = { code: "unsupported", effect: "none", message: reason };
  const refuse = async () => err(refusal);
  return {
    register: refuse,
    renew: refuse,
    transferIn: refuse,
    readTransferIn: refuse,
    updateNameservers: refuse,
    setTransferLock: refuse,
    setAutoRenew: refuse,
    updateContacts: refuse,
    readAuthCode: async () => err({ ...refusal, message: authCodeReason }),
  };
}

/** The flags that go with {@link refusingChanges}. */
export function readOnlyCapabilities(
  reason: string,
  authCodeReason: string,
): Readonly<Record<Capability, CapabilityFlag>> {
  const no: CapabilityFlag = { supported: false, reason };
  const yes: CapabilityFlag = { supported: true };
  return {
    list: yes,
    info: yes,
    availability: yes,
    prices: yes,
    register: no,
    renew: no,
    transfer_in: no,
    nameservers: no,
    lock: no,
    auto_renew: no,
    contacts: no,
    auth_code: { supported: false, reason: authCodeReason },
  };
}
