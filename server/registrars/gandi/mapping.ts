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
  const dates = instantsIn(told.dates ?? {});
  if (!dates.ok) return err({ name: nameIn(row), problem: dates.error });
  const domain: Mutable<RegistrarDomain> = { name: name.value.name };
  put(domain, "registrarRef", told.id);
  putStatuses(domain, told.status);
  put(domain, "registeredAt", dates.value.registry_created_at);
  put(domain, "expiresAt", dates.value.registry_ends_at);
  put(domain, "registryUpdatedAt", dates.value.updated_at);
  put(domain, "autoRenew", autoRenewOf(told));
  put(domain, "canLock", told.can_tld_lock);
  put(
    domain,
    "nameservers",
    nameservers?.flatMap((host) => host.data ?? []),
  );
  put(domain, "dnssec", told.services?.includes("dnssec"));
  put(domain, "tags", told.tags);
  put(domain, "registrant", registrantOf(told));
  put(domain, "phases", phasesOf(dates.value));
  return ok(domain);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Absent is absent: what was not said gets no key. */
function put<T, K extends keyof T>(target: T, key: K, value: T[K] | null | undefined): void {
  if (value != null) target[key] = value;
}

/** The lock is one of the statuses; Gandi tells it nowhere else. */
function putStatuses(domain: Mutable<RegistrarDomain>, words: GandiDomain["status"]): void {
  if (!words) return;
  const statuses: EppStatus[] = [];
  const unknownStatuses: string[] = [];
  for (const word of words) {
    const parsed = parseEppStatus(word);
    if (parsed) statuses.push(parsed);
    else unknownStatuses.push(word);
  }
  domain.statuses = statuses;
  domain.unknownStatuses = unknownStatuses;
  domain.transferLocked = statuses.includes("clientTransferProhibited");
}

type Dates = NonNullable<GandiDomain["dates"]>;

/** The dates as instants in UTC with milliseconds, or the first that is none. */
function instantsIn(dates: Dates): Result<Dates, string> {
  const instants: Dates = {};
  for (const key of Object.keys(dates) as (keyof Dates)[]) {
    const told = dates[key];
    if (told == null) continue;
    const instant = instantOf(told);
    if (instant === null) return err(`dates.${key}: custom`);
    instants[key] = instant;
  }
  return ok(instants);
}

/** As Gandi writes instants. Every month has a day up to the 28th, so that nothing is left to check. */
const PLAIN = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

function instantOf(told: string): string | null {
  if (PLAIN.test(told)) return `${told.slice(0, -1)}.000Z`;
  const at = new Date(told);
  return /^\d{4}-\d{2}-\d{2}T/.test(told) && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
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
function phasesOf(dates: Dates): RegistrarDomain["phases"] {
  const phases: Mutable<NonNullable<RegistrarDomain["phases"]>> = {};
  const { deletes_at: deletesAt, hold_ends_at: holdEndsAt } = dates;
  const isFirst = deletesAt && holdEndsAt && deletesAt < holdEndsAt;
  put(phases, "graceEndsAt", isFirst ? deletesAt : (holdEndsAt ?? deletesAt));
  put(phases, "redemptionEndsAt", dates.restore_ends_at);
  put(phases, "pendingDeleteEndsAt", dates.pending_delete_ends_at);
  return Object.keys(phases).length > 0 ? phases : undefined;
}

const tidyHost = (host: string) => host.trim().toLowerCase().replace(/\.$/, "");

const nameIn = (row: unknown) => NamedRow.safeParse(row).data?.fqdn ?? "(no name)";

const placesOf = (issues: readonly { path: PropertyKey[]; code: string }[]) =>
  issues.map(({ path, code }) => `${path.map(String).join(".") || "row"}: ${code}`).join(", ");
