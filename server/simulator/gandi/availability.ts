import type { Simulation } from "../simulation";
import { hashOf } from "../world/random";
import { tldOf } from "../world/tlds";

/** Beginnings of labels that always get one answer, for tests that need a certain one. */
const BY_LABEL: Readonly<Record<string, string>> = {
  "sim-free-": "available",
  "sim-fails-": "available",
  "sim-pending-": "available",
  "sim-premium-": "available",
  "sim-taken-": "unavailable",
  "sim-preorder-": "available_preorder",
  "sim-entitled-": "available_reserved",
  "sim-premiumtaken-": "unavailable_premium",
  "sim-restricted-": "unavailable_restricted",
  "sim-corporate-": "reserved_corporate",
  "sim-invalid-": "error_invalid",
  "sim-refused-": "error_refused",
  "sim-timeout-": "error_timeout",
  "sim-unknown-": "error_unknown",
  "sim-eoi-": "error_eoi",
};

const SHORT_LABEL = 5;
const TAKEN_PERCENT = 35;
const SLOW_PERCENT = 4;

/** Answers whether a name can be registered, as a registry far away would. */
export class Availability {
  /** Names the registry was asked for and had not yet answered the first time. */
  private readonly asked = new Set<string>();

  constructor(private readonly sim: Simulation) {}

  /** The status word for `fqdn`. A slow name is `pending` once and final from then on. */
  status(fqdn: string): string {
    if (this.isSlow(fqdn) && !this.asked.has(fqdn)) {
      this.asked.add(fqdn);
      return "pending";
    }
    return this.finalStatus(fqdn);
  }

  /** Whether a registration of `fqdn` would be taken up. */
  isFree(fqdn: string): boolean {
    return this.finalStatus(fqdn) === "available";
  }

  private isSlow(fqdn: string): boolean {
    return fqdn.startsWith("sim-pending-") || hashOf(`speed of ${fqdn}`) % 100 < SLOW_PERCENT;
  }

  private finalStatus(fqdn: string): string {
    if (this.sim.domain(fqdn)) return "unavailable";
    if (!tldOf(fqdn)) return "error_invalid";
    const scripted = Object.entries(BY_LABEL).find(([start]) => fqdn.startsWith(start));
    if (scripted) return scripted[1];
    const [label = ""] = fqdn.split(".");
    const isTaken =
      label.length <= SHORT_LABEL || hashOf(`holder of ${fqdn}`) % 100 < TAKEN_PERCENT;
    return isTaken ? "unavailable" : "available";
  }
}
