import { err } from "../../kernel/result";
import { CAPABILITIES, type RegistrarFailure, type RegistrarGateway } from "../gateway";

const REASON =
  "This account is kept by hand: its names come from files. Ask and change things at the registrar itself.";

const refusal: RegistrarFailure = { code: "unsupported", effect: "none", message: REASON };
const refuse = async () => err(refusal);

const NOTHING = Object.fromEntries(
  CAPABILITIES.map((capability) => [capability, { supported: false, reason: REASON }]),
) as RegistrarGateway["capabilities"];

/** An account at a registrar that has no API, or none that we speak: nobody is ever called. */
export const manualGateway = (): RegistrarGateway => ({
  registrar: "manual",
  capabilities: NOTHING,
  listDomains: refuse,
  readDomain: refuse,
  checkAvailability: refuse,
  checkAvailabilityOf: async (names) =>
    names.map((name) => ({ name, state: "unknown", evidence: REASON })),
  readPrices: refuse,
  register: refuse,
  renew: refuse,
  transferIn: refuse,
  readTransferIn: refuse,
  updateNameservers: refuse,
  setTransferLock: refuse,
  setAutoRenew: refuse,
  updateContacts: refuse,
  readAuthCode: refuse,
});
