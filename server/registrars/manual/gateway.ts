import { CAPABILITIES, type Capability, type RegistrarGateway } from "../gateway";
import { flagsOf, unsupported } from "../methods";

const REASON =
  "This account is kept by hand: its names come from files. Ask and change things at the registrar itself.";

const REASONS = Object.fromEntries(CAPABILITIES.map((one) => [one, REASON])) as Record<
  Capability,
  string
>;
const FLAGS = flagsOf(REASONS);

/** An account at a registrar that has no API, or none that we speak: nobody is ever called. */
export const manualGateway = (): RegistrarGateway => ({
  registrar: "manual",
  capabilities: FLAGS,
  ...unsupported(REASONS),
  checkAvailabilityOf: async (names) =>
    names.map((name) => ({ name, state: "unknown", evidence: REASON })),
});
