import type { Simulation } from "../simulation";
import { hashOf } from "../world/random";
import { tldOf } from "./prices";

const TAKEN_PERCENT = 35;
const SHORT_LABEL = 5;

/** Beginnings of labels that always get one answer, for tests that need a certain one. */
const BY_LABEL: Readonly<Record<string, Standing>> = {
  "sim-free-": "free",
  "sim-premium-": "free",
  "sim-taken-": "taken",
  "sim-busy-": "busy",
  "sim-priceless-": "free",
};

/** Whether a name can be had; "busy" when its registry does not answer. */
export type Standing = "free" | "taken" | "busy";

export function standingOf(sim: Simulation, fqdn: string): Standing {
  if (sim.domain(fqdn) || !tldOf(fqdn)) return "taken";
  const scripted = Object.entries(BY_LABEL).find(([start]) => fqdn.startsWith(start));
  if (scripted) return scripted[1];
  const [label = ""] = fqdn.split(".");
  const isTaken = label.length <= SHORT_LABEL || hashOf(`holder of ${fqdn}`) % 100 < TAKEN_PERCENT;
  return isTaken ? "taken" : "free";
}
