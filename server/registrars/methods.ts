import { err, type Result } from "../kernel/result";
import {
  CAPABILITIES,
  type Capability,
  type CapabilityFlag,
  type RegistrarFailure,
  type RegistrarGateway,
} from "./gateway";

/** What a capability lets one call, besides the question about many names. */
const METHODS = {
  list: ["listDomains"],
  info: ["readDomain", "readInFull"],
  availability: ["checkAvailability"],
  prices: ["readPrices"],
  price_list: ["readPriceList"],
  register: ["register"],
  renew: ["renew"],
  transfer_in: ["transferIn", "readTransferIn"],
  nameservers: ["updateNameservers"],
  lock: ["setTransferLock"],
  auto_renew: ["setAutoRenew"],
  privacy: ["setPrivacy"],
  contacts: ["updateContacts", "readContacts"],
  auth_code: ["readAuthCode"],
  transfer_in_cancel: ["cancelTransferIn"],
  transfer_in_mail: ["resendTransferMail"],
  transfer_in_relaunch: ["relaunchTransferIn"],
  transfer_out: ["readTransfersOut", "approveTransferOut", "rejectTransferOut"],
  hosts: ["listHosts", "createHost", "updateHost", "deleteHost"],
  dns: ["readDnsRecords", "replaceDnsRecords"],
  dnssec: ["readDs", "setDs", "deleteDs"],
} as const satisfies Readonly<Record<Capability, readonly (keyof RegistrarGateway)[]>>;

type MethodOf<C extends Capability> = (typeof METHODS)[C][number];

/** The methods that change something at the registrar or give a secret away; all others only read. */
export const WRITES: ReadonlySet<keyof RegistrarGateway> = new Set([
  "register",
  "renew",
  "transferIn",
  "updateNameservers",
  "setTransferLock",
  "setAutoRenew",
  "setPrivacy",
  "updateContacts",
  "readAuthCode",
  "cancelTransferIn",
  "resendTransferMail",
  "relaunchTransferIn",
  "approveTransferOut",
  "rejectTransferOut",
  "createHost",
  "updateHost",
  "deleteHost",
  "replaceDnsRecords",
  "setDs",
  "deleteDs",
]);

/** The methods of the port that a capability stands for. */
export const methodsOf = (capability: Capability): readonly (keyof RegistrarGateway)[] =>
  METHODS[capability];

const YES: CapabilityFlag = { supported: true };

/** The flags of a registrar that has everything but what `reasons` tells of. */
export const flagsOf = (
  reasons: Readonly<Partial<Record<Capability, string>>>,
): RegistrarGateway["capabilities"] =>
  Object.fromEntries(
    CAPABILITIES.map((one): [Capability, CapabilityFlag] => {
      const reason = reasons[one];
      return [one, reason === undefined ? YES : { supported: false, reason }];
    }),
  ) as Record<Capability, CapabilityFlag>;

/**
 * The methods of what a registrar does not have. Each calls nobody and answers `unsupported`.
 *
 * @param reasons why not, for a person, by capability
 */
export function unsupported<C extends Capability>(
  reasons: Readonly<Record<C, string>>,
): Pick<RegistrarGateway, MethodOf<C>> {
  const methods = (Object.entries(reasons) as [C, string][]).flatMap(([capability, message]) => {
    const refuse = async (): Promise<Result<never, RegistrarFailure>> =>
      err({ code: "unsupported", effect: "none", message });
    return METHODS[capability].map((method) => [method, refuse] as const);
  });
  return Object.fromEntries(methods) as unknown as Pick<RegistrarGateway, MethodOf<C>>;
}
