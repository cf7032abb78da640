import type { z } from "zod";
import type { DomainRecord } from "../records";
import type { Simulation } from "../simulation";
import { toInstant } from "../time";
import { buildDomain, keyOf } from "../world/build-domain";
import { randomFrom } from "../world/random";
import type { DomainPatch } from "./bodies";

const NEW_DOMAIN_DAYS = 365;

/**
 * Changes one domain at the registrar at once, as somebody with access to its web page would.
 * @returns the domain as it stands then; null when it is gone; undefined when there never was one
 */
export function patchDomain(
  sim: Simulation,
  fqdn: string,
  patch: z.output<typeof DomainPatch>,
): DomainRecord | null | undefined {
  const { remove, addTo, expiresAt, isSigned, ...rest } = patch;
  if (!sim.domain(fqdn) && addTo) {
    sim.record({ kind: "domain_put", domain: newcomer(sim, fqdn, addTo) });
  }
  if (!sim.domain(fqdn)) return undefined;
  if (remove) {
    sim.record({ kind: "domain_removed", fqdn });
    return null;
  }
  const fields: Partial<DomainRecord> = Object.fromEntries(
    Object.entries({
      ...rest,
      expiresAt: inSeconds(expiresAt),
      ...(isSigned === undefined ? {} : { keys: isSigned ? [keyOf(fqdn)] : [] }),
    }).filter(([, value]) => value !== undefined),
  );
  sim.record({ kind: "domain_patched", fqdn, fields });
  return sim.domain(fqdn);
}

const inSeconds = (at: string | null | undefined) => (at ? toInstant(new Date(at)) : at);

function newcomer(sim: Simulation, fqdn: string, organisationId: string): DomainRecord {
  const domain = buildDomain(
    { name: fqdn, partner: null },
    { now: sim.now(), random: randomFrom(fqdn), expiresInDays: NEW_DOMAIN_DAYS },
  );
  return { ...domain, organisationId };
}
