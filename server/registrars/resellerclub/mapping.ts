import { err, ok, type Result } from "../../kernel/result";
import { acceptRegistrarName } from "../../names/accept-registrar-name";
import { HostName } from "../../names/domain-name";
import { type EppStatus, parseEppStatus } from "../../names/epp-status";
import type { RegistrarDomain } from "../gateway";
import { oddPlaces } from "./call";
import { type Details, NamedRow, SearchRow } from "./wire";

type UnreadableRow = { readonly name: string; readonly problem: string };

/** States of an order that is over: the name is in the account no more. */
const OVER: ReadonlySet<string> = new Set(["deleted", "archived"]);
/** Not said in words of EPP; what an order with a flaw means for the name is for people to see. */
const BY_STATE: Readonly<Record<string, readonly EppStatus[]>> = {
  active: [],
  "pending delete restorable": ["pendingDelete", "redemptionPeriod"],
};

const LOCK_WORD = "transferlock";
const LOCK: EppStatus = "clientTransferProhibited";

/** Whether `state` says that the order of a name has ended. */
export const isOver = (state: string | null | undefined): boolean =>
  OVER.has(state?.toLowerCase() ?? "");

/**
 * A row of the list. It tells no nameservers, so they stay absent.
 *
 * @returns null for a name that has left the account; else the name, or what could not be read of it
 */
export function rowToDomain(row: unknown): Result<RegistrarDomain, UnreadableRow> | null {
  const parsed = SearchRow.safeParse(row);
  if (!parsed.success) return err({ name: nameIn(row), problem: oddPlaces(parsed.error) });
  const told = parsed.data;
  const state = told["entity.currentstatus"];
  if (isOver(state)) return null;
  const name = acceptRegistrarName(told["entity.description"]);
  if (!name.ok) return err({ name: nameIn(row), problem: `name: ${name.error.message}` });
  const transferLocked = told["orders.transferlock"] ?? undefined;
  return ok({
    name: name.value.name,
    registrarRef: told["orders.orderid"],
    ...(transferLocked === undefined ? {} : rowStatuses(state, transferLocked)),
    ...datesOf(told["orders.creationtime"], told["orders.endtime"]),
    ...privacyOf(told["orders.privacyprotection"]),
    ...(told["orders.autorenew"] == null ? {} : { autoRenew: told["orders.autorenew"] }),
  });
}

/** A row tells the state of the order and the lock; other words are in the details alone. */
function rowStatuses(state: string | null | undefined, transferLocked: boolean) {
  if (!state) return { transferLocked };
  const statuses = [...(transferLocked ? [LOCK] : []), ...(stateOf(state).known ?? [])];
  return { statuses, unknownStatuses: stateOf(state).unknown, transferLocked };
}

/**
 * One name from its details. Which lock is on is told by the words of the order, and nowhere else.
 *
 * @returns the name, or an error text about what could not be read
 */
export function detailsToDomain(told: Details): Result<RegistrarDomain, string> {
  const name = acceptRegistrarName(told.domainname);
  if (!name.ok) return err(`domainname: ${name.error.message}`);
  const nameservers = hostsOf(told).map((host) => HostName.safeParse(tidyHost(host)));
  if (nameservers.some((host) => !host.success)) return err("ns: not all are host names");
  const registrant = registrantOf(told);
  return ok({
    name: name.value.name,
    registrarRef: told.orderid,
    ...statusesOf(told),
    ...datesOf(told.creationtime, told.endtime),
    ...privacyOf(told.isprivacyprotected),
    ...(nameservers.length > 0
      ? { nameservers: nameservers.flatMap((host) => host.data ?? []) }
      : {}),
    ...(registrant ? { registrant } : {}),
  });
}

function statusesOf({ currentstatus, orderstatus, domainstatus }: Details) {
  if (!orderstatus) return {};
  const known: EppStatus[] = [];
  const unknown: string[] = [];
  for (const word of [...orderstatus, ...(domainstatus ?? [])]) {
    const status = word.toLowerCase() === LOCK_WORD ? LOCK : parseEppStatus(word);
    if (status) known.push(status);
    else unknown.push(word);
  }
  const state = stateOf(currentstatus ?? "Active");
  return {
    statuses: [...new Set([...known, ...state.known])],
    unknownStatuses: [...new Set([...state.unknown, ...unknown])],
    transferLocked: orderstatus.some((word) => word.toLowerCase() === LOCK_WORD),
  };
}

/** What the state of an order says of the name; a state we cannot translate is kept as it came. */
function stateOf(state: string): { known: readonly EppStatus[]; unknown: readonly string[] } {
  const folded = state.toLowerCase();
  return Object.hasOwn(BY_STATE, folded)
    ? { known: BY_STATE[folded] ?? [], unknown: [] }
    : { known: [], unknown: [state] };
}

function datesOf(registeredAt: string | null | undefined, expiresAt: string | null | undefined) {
  return { ...(registeredAt ? { registeredAt } : {}), ...(expiresAt ? { expiresAt } : {}) };
}

const privacyOf = (privacy: boolean | null | undefined) => (privacy == null ? {} : { privacy });

/** The nameservers are told one by one; the first that is missing ends them. */
function hostsOf(told: Details): string[] {
  const hosts: string[] = [];
  for (const key of NS_KEYS) {
    const host = told[key];
    if (!host) break;
    hosts.push(host);
  }
  return hosts;
}

const NS_KEYS = [
  "ns1",
  "ns2",
  "ns3",
  "ns4",
  "ns5",
  "ns6",
  "ns7",
  "ns8",
  "ns9",
  "ns10",
  "ns11",
  "ns12",
  "ns13",
] as const;

/** Persons have a company of "N/A", as the field may not be empty. */
function registrantOf({ registrantcontact }: Details): string | undefined {
  const company = registrantcontact?.company?.trim();
  return (company && !/^n\/?a$/i.test(company) ? company : registrantcontact?.name) || undefined;
}

const tidyHost = (host: string) => host.trim().toLowerCase().replace(/\.$/, "");

const nameIn = (row: unknown) =>
  NamedRow.safeParse(row).data?.["entity.description"] ?? "(no name)";
