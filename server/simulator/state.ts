import { changesOfAge } from "./ageing";
import type { Change, Dated, Scheduled, SimulatorEvent } from "./events";
import type { LedgerEntry, WriteEntry } from "./ledger";
import type { DomainRecord, TransferRecord } from "./records";
import { DEFAULT_SETTINGS, type Settings } from "./settings";
import { addYears, toInstant } from "./time";
import { buildWorld } from "./world";
import { driftsOf } from "./world/drifts";
import { generatedDomains } from "./world/generated";

/** The registrar side at one instant: the sum of all events so far. Only `applyEvent` changes it. */
export type State = {
  beganAt: string;
  seed: string;
  settings: Settings;
  clockOffsetMs: number;
  driftedAt: string | null;
  /** The instant up to which domains were renewed, held and deleted as their dates say. */
  agedAt: string;
  generatedCount: number;
  readonly domains: Map<string, DomainRecord>;
  readonly transfers: Map<string, TransferRecord>;
  readonly ledger: LedgerEntry[];
  /** Free requests that would change something. */
  readonly writes: WriteEntry[];
  /** Accepted and not yet visible, soonest first. */
  readonly pending: Scheduled[];
  /** What dialects keep beside the common domains, by prefix and key. */
  readonly kept: Map<string, Map<string, unknown>>;
  /** Grows with every change of `domains`; views of it are cached by this number. */
  version: number;
};

/** A world before its first event. */
export function emptyState(): State {
  return {
    beganAt: "",
    seed: "",
    settings: DEFAULT_SETTINGS,
    clockOffsetMs: 0,
    driftedAt: null,
    agedAt: "",
    generatedCount: 0,
    domains: new Map(),
    transfers: new Map(),
    ledger: [],
    writes: [],
    pending: [],
    kept: new Map(),
    version: 0,
  };
}

/** Adds one event to `state`, after everything that fell due before it. */
export function applyEvent(state: State, { at, event }: Dated): void {
  settle(state, at);
  enact(state, event, at);
}

/** Lets accepted changes whose time has come be seen. */
export function settle(state: State, at: string): void {
  while (state.pending[0] && state.pending[0].dueAt <= at) {
    const due = state.pending.shift();
    if (due?.change) applyChange(state, due.change, due.dueAt);
  }
}

function enact(state: State, event: SimulatorEvent, at: string): void {
  switch (event.kind) {
    case "began":
      begin(state, at, event);
      break;
    case "scheduled":
      schedule(state, event);
      break;
    case "paid":
      state.ledger.push({ seq: state.ledger.length + 1, at, ...event.entry });
      break;
    case "written":
      state.writes.push({ seq: state.writes.length + 1, at, ...event.entry });
      break;
    case "settings_changed":
      state.settings = { ...state.settings, ...event.settings };
      break;
    case "clock_moved":
      state.clockOffsetMs += event.byMs;
      break;
    case "generated":
      generate(state, event);
      break;
    case "kept":
      keep(state, event);
      break;
    case "drifted":
      for (const drift of driftsOf(state)) applyChange(state, drift.change, at);
      state.driftedAt = at;
      break;
    case "aged":
      for (const change of changesOfAge(state.domains.values(), state.agedAt, at)) {
        applyChange(state, change, at);
      }
      state.agedAt = at;
      break;
    default:
      applyChange(state, event, at);
  }
}

function begin(state: State, at: string, event: { seed: string; settings: Settings }): void {
  const world = buildWorld({ now: new Date(at), seed: event.seed });
  state.beganAt = at;
  state.agedAt = at;
  state.seed = event.seed;
  state.settings = event.settings;
  for (const domain of world.domains) state.domains.set(domain.fqdn, domain);
  for (const transfer of world.transfers) state.transfers.set(transfer.fqdn, transfer);
  state.version += 1;
}

function generate(state: State, event: { organisationId: string; count: number }): void {
  const domains = generatedDomains({
    organisationId: event.organisationId,
    first: state.generatedCount,
    count: event.count,
    bornAt: state.beganAt,
  });
  for (const domain of domains) state.domains.set(domain.fqdn, domain);
  state.generatedCount += event.count;
  state.version += 1;
}

function keep(state: State, event: { prefix: string; key: string; value: unknown }): void {
  const own = state.kept.get(event.prefix) ?? new Map<string, unknown>();
  state.kept.set(event.prefix, own);
  if (event.value === null) own.delete(event.key);
  else own.set(event.key, event.value);
}

function schedule(state: State, event: Scheduled): void {
  const next = state.pending.findIndex((one) => one.dueAt > event.dueAt);
  state.pending.splice(next === -1 ? state.pending.length : next, 0, event);
}

function applyChange(state: State, change: Change, instant: string): void {
  const at = toInstant(new Date(instant));
  switch (change.kind) {
    case "domain_put":
      state.domains.set(change.domain.fqdn, change.domain);
      break;
    case "domain_removed":
      state.domains.delete(change.fqdn);
      break;
    case "domain_patched":
      patch(state, change.fqdn, () => ({ updatedAt: at, ...change.fields }));
      break;
    case "domain_renewed":
      patch(state, change.fqdn, (domain) => renewed(domain, change.years, at));
      break;
    case "transfer_put":
      state.transfers.set(change.transfer.fqdn, change.transfer);
      break;
    case "transfer_completed":
      completeTransfer(state, change.fqdn, change.startedAt);
      break;
  }
  state.version += 1;
}

function patch(
  state: State,
  fqdn: string,
  fields: (domain: DomainRecord) => Partial<DomainRecord>,
): void {
  const domain = state.domains.get(fqdn);
  if (domain) state.domains.set(fqdn, { ...domain, ...fields(domain) });
}

/** A domain that is on hold because it expired comes off it with the renewal. */
function renewed(domain: DomainRecord, years: number, at: string): Partial<DomainRecord> {
  const { expiresAt, status } = domain;
  if (!expiresAt) return { updatedAt: at };
  return {
    updatedAt: at,
    expiresAt: addYears(expiresAt, years),
    status: expiresAt < at ? status.filter((word) => word !== "clientHold") : status,
  };
}

/** A relaunch moves the start; the completion of the earlier start then means nothing. */
function completeTransfer(state: State, fqdn: string, startedAt: string): void {
  const transfer = state.transfers.get(fqdn);
  if (transfer?.startedAt === startedAt) state.domains.set(fqdn, transfer.domain);
}
