import type { DomainName } from "../names/domain-name";
import {
  CAPABILITIES,
  type Capability,
  type RegistrarFailure,
  type RegistrarGateway,
} from "../registrars/gateway";
import { exampleNameAt } from "./example-name";
import { failureDto } from "./failure-steps";
import type { CapabilityTestDto } from "./schemas";

const CURRENCY = "EUR";
const PATIENCE_MS = 20_000;

const passed = (capability: Capability, detail: string): CapabilityTestDto => ({
  capability,
  outcome: "ok",
  detail,
  failure: null,
});

const notTried = (capability: Capability, detail: string): CapabilityTestDto => ({
  capability,
  outcome: "not_tried",
  detail,
  failure: null,
});

const failed = (capability: Capability, failure: RegistrarFailure): CapabilityTestDto => ({
  capability,
  outcome: "failed",
  detail: failure.message,
  failure: failureDto(failure),
});

async function tryList(gateway: RegistrarGateway) {
  const page = await gateway.listDomains({ signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!page.ok) return { name: null, result: failed("list", page.error) };
  const { domains, total, unreadable } = page.value;
  const count = total ?? domains.length + unreadable.length;
  const detail =
    count === 1 ? "One name is listed." : `${count.toLocaleString("en-GB")} names are listed.`;
  return { name: domains[0]?.name ?? null, result: passed("list", detail) };
}

async function tryInfo(gateway: RegistrarGateway, name: DomainName | null) {
  if (!name) return notTried("info", "No name of this account is known to ask about.");
  const answer = await gateway.readDomain(name, AbortSignal.timeout(PATIENCE_MS));
  return answer.ok ? passed("info", `Read ${name}.`) : failed("info", answer.error);
}

async function tryAvailability(gateway: RegistrarGateway, name: DomainName) {
  const answer = await gateway.checkAvailability(name);
  return answer.ok
    ? passed("availability", `Asked about ${name}: ${answer.value.state}.`)
    : failed("availability", answer.error);
}

async function tryPrices(gateway: RegistrarGateway, name: DomainName) {
  const actions = ["renew"] as const;
  const answer = await gateway.readPrices({ name, actions, currency: CURRENCY });
  return answer.ok
    ? passed("prices", `Asked what renewing ${name} costs, in ${CURRENCY}.`)
    : failed("prices", answer.error);
}

/** What a flag says without asking anyone; null for what can be tried. */
function knownResult(gateway: RegistrarGateway, capability: Capability): CapabilityTestDto | null {
  const flag = gateway.capabilities[capability];
  if (!flag.supported)
    return { capability, outcome: "unsupported", detail: flag.reason, failure: null };
  return ["list", "info", "availability", "prices"].includes(capability)
    ? null
    : notTried(capability, "Trying it would change something, so it is seen at its first use.");
}

/** After one of these every other question would get the same answer. */
const ENDS_ALL = new Set(["auth_failed", "blocked", "unreachable", "timeout"]);

/**
 * Asks a registrar, for real, everything that can be asked without changing anything.
 * @returns one result per capability, in their usual order
 */
export async function tryCapabilities(gateway: RegistrarGateway): Promise<CapabilityTestDto[]> {
  const { name, results } = await tryFirst(gateway);
  const isHopeless = results.some(({ failure }) => failure && ENDS_ALL.has(failure.code));
  const tried = isHopeless ? [] : await Promise.all(restOf(gateway, name));
  const byCapability = new Map([...tried, ...results].map((one) => [one.capability, one]));
  return CAPABILITIES.map(
    (capability) =>
      byCapability.get(capability) ??
      knownResult(gateway, capability) ??
      notTried(capability, "Not asked: the first question was not answered."),
  );
}

/** The question whose answer says whether the key is good: the list, or where there is none, one name. */
async function tryFirst(gateway: RegistrarGateway) {
  if (gateway.capabilities.list.supported) {
    const { name, result } = await tryList(gateway);
    return { name, results: [result] };
  }
  return {
    name: null,
    results: [await tryAvailability(gateway, exampleNameAt(gateway.registrar))],
  };
}

function restOf(gateway: RegistrarGateway, name: DomainName | null) {
  const asked = name ?? exampleNameAt(gateway.registrar);
  const questions: Partial<Record<Capability, () => Promise<CapabilityTestDto>>> = {
    info: () => tryInfo(gateway, name),
    availability: () => tryAvailability(gateway, asked),
    prices: () => tryPrices(gateway, asked),
  };
  return Object.entries(questions)
    .filter(([capability]) => gateway.capabilities[capability as Capability].supported)
    .map(([, ask]) => ask());
}
