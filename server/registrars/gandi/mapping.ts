import { err, ok, type Result } from "../../kernel/result";
import { acceptRegistrarName } from "../../names/accept-registrar-name";
import { HostName } from "../../names/domain-name";
import { type EppStatus, parseEppStatus } from "../../names/epp-status";
import type { RegistrarDomain } from "../gateway";
import { GandiDomain, NamedRow } from "./wire";

export type UnreadableRow = { readonly name: string; readonly problem: string };

/**
 * One domain of Gandi's in the words of the port, from a row of the list or from details.
 *
 * A key that Gandi did not send, or sent as null, stays absent: a list row without hosts does not
 * mean a domain without nameservers. `status: []` is told, and means healthy and unlocked.
 *
 * @returns the domain, or the name as it came and the places that could not be read
 */
export function toDomain(row: unknown): Result<RegistrarDomain, UnreadableRow> {
  const parsed = GandiDomain.safeParse(row);
  if (!parsed.success) return err({ name: nameIn(row), problem: placesOf(parsed.error.issues) });
  const told = parsed.data;
  const name = acceptRegistrarName(told.fqdn);
  if (!name.ok) return err({ name: nameIn(row), problem: `fqdn: ${name.error.message}` });
  const hosts = told.nameservers ?? told.nameserver?.hosts ?? undefined;
  const nameservers = hosts?.map((host) => HostName.safeParse(tidyHost(host)));
  if (nameservers?.some((host) => !host.success))
    return err({ name: name.value.name, problem: "nameservers: not all are host names" });
  return ok(
    withoutUndefined({
      name: name.value.name,
      registrarRef: told.id ?? undefined,
      ...statusesOf(told),
      registeredAt: told.dates?.registry_created_at ?? undefined,
      expiresAt: told.dates?.registry_ends_at ?? undefined,
      registryUpdatedAt: told.dates?.updated_at ?? undefined,
      autoRenew: autoRenewOf(told),
      canLock: told.can_tld_lock ?? undefined,
      nameservers: nameservers?.flatMap((host) => host.data ?? []),
      dnssec: told.services?.includes("dnssec"),
      tags: told.tags ?? undefined,
      registrant: registrantOf(told),
      phases: phasesOf(told),
    }),
  );
}

/** The lock is one of the statuses; Gandi tells it nowhere else. */
function statusesOf({ status }: GandiDomain) {
  if (!status) return {};
  const known: EppStatus[] = [];
  const unknownStatuses: string[] = [];
  for (const word of status) {
    const parsed = parseEppStatus(word);
    if (parsed) known.push(parsed);
    else unknownStatuses.push(word);
  }
  return {
    statuses: known,
    unknownStatuses,
    transferLocked: known.includes("clientTransferProhibited"),
  };
}

function autoRenewOf({ autorenew }: GandiDomain): boolean | undefined {
  return (typeof autorenew === "object" ? autorenew?.enabled : autorenew) ?? undefined;
}

function registrantOf({ contacts, domain_owner, orga_owner }: GandiDomain): string | undefined {
  const owner = contacts?.owner;
  const person = [owner?.given, owner?.family].filter(Boolean).join(" ");
  return owner?.orgname || person || orga_owner || domain_owner || undefined;
}

/** The hold ends with the deletion at the registry, where Gandi tells of one that comes first. */
function phasesOf({ dates }: GandiDomain): RegistrarDomain["phases"] {
  const graceEndsAt = [dates?.deletes_at, dates?.hold_ends_at]
    .filter((end) => end != null)
    .sort()[0];
  const redemptionEndsAt = dates?.restore_ends_at ?? undefined;
  const pendingDeleteEndsAt = dates?.pending_delete_ends_at ?? undefined;
  const phases = withoutUndefined({ graceEndsAt, redemptionEndsAt, pendingDeleteEndsAt });
  return Object.keys(phases).length > 0 ? phases : undefined;
}

const tidyHost = (host: string) => host.trim().toLowerCase().replace(/\.$/, "");

const nameIn = (row: unknown) => NamedRow.safeParse(row).data?.fqdn ?? "(no name)";

const placesOf = (issues: readonly { path: PropertyKey[]; code: string }[]) =>
  issues.map(({ path, code }) => `${path.map(String).join(".") || "row"}: ${code}`).join(", ");

type Told<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Absent is absent: keys without a value are left out. */
function withoutUndefined<T extends object>(
  fields: T,
): Partial<Told<T>> & Pick<T, RequiredKeys<T>> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<Told<T>> & Pick<T, RequiredKeys<T>>;
}

type RequiredKeys<T> = { [K in keyof T]: undefined extends T[K] ? never : K }[keyof T];
