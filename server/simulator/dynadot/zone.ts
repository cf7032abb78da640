import type { ZoneRecord } from "./memory";
import type { Office } from "./office";
import { Trouble } from "./trouble";

const MAX_MAIN = 20;
const MAX_SUB = 100;

/**
 * Replaces the zone of a name, or adds to it. It is served after the delay.
 * @throws Trouble for an addition without a main record, as both APIs refuse it
 */
export function writeZone(
  office: Office,
  fqdn: string,
  { records, ttl, adds }: { records: readonly ZoneRecord[]; ttl: string; adds: boolean },
): void {
  office.domain(fqdn);
  const { memory, sim } = office;
  const main = records.filter(({ host }) => host === "");
  const present = memory.zone(fqdn);
  if (main.length > MAX_MAIN || records.length - main.length > MAX_SUB)
    throw new Trouble(400, "too many dns records");
  if (adds && main.length === 0 && present.records.every(({ host }) => host !== ""))
    throw new Trouble(403, "The domain doesn't have main dns.");
  const all = adds ? [...present.records, ...records] : [...records];
  memory.writeZone(fqdn, { ttl, records: all }, sim.state.settings.completionDelayMs);
}

/** Takes exactly these records out of the zone. */
export function removeRecords(office: Office, fqdn: string, gone: readonly ZoneRecord[]): void {
  office.domain(fqdn);
  const { memory, sim } = office;
  const { ttl, records } = memory.zone(fqdn);
  const isGone = (one: ZoneRecord) => gone.some((other) => keyOf(other) === keyOf(one));
  const left = records.filter((one) => !isGone(one));
  memory.writeZone(fqdn, { ttl, records: left }, sim.state.settings.completionDelayMs);
}

const keyOf = ({ host, type, value, value2 }: ZoneRecord) =>
  JSON.stringify([host, type.toUpperCase(), value, value2]);
