import type { Change, SimulatorEvent } from "./events";
import type { Journal } from "./journal";
import type { UnnumberedEntry, UnnumberedWrite } from "./ledger";
import type { DomainRecord } from "./records";
import { DEFAULT_SETTINGS, type Settings } from "./settings";
import { applyEvent, emptyState, type State, settle } from "./state";

/** Domains grow older in steps of a day. */
const AGEING_MS = 86_400_000;

export type SimulationOptions = {
  readonly journal: Journal;
  readonly clock: () => Date;
  readonly seed: string;
  readonly settings: Partial<Settings>;
};

/** The registrar side with its clock and its memory. Every change goes through `record`. */
export class Simulation {
  private current: State = emptyState();

  constructor(private readonly options: SimulationOptions) {
    for (const dated of options.journal.past) applyEvent(this.current, dated);
    if (options.journal.past.length === 0) this.begin();
  }

  /** The world as it can be seen at this instant. */
  get state(): Readonly<State> {
    const now = this.now();
    if (now.getTime() - Date.parse(this.current.agedAt) >= AGEING_MS) this.record({ kind: "aged" });
    settle(this.current, now.toISOString());
    return this.current;
  }

  /** The simulator's own time: the machine's, moved by as much as a test asked for. */
  now(): Date {
    return new Date(this.options.clock().getTime() + this.current.clockOffsetMs);
  }

  /** Makes `event` happen now, and remembers it. */
  record(event: SimulatorEvent): void {
    const dated = { at: this.now().toISOString(), event };
    this.options.journal.append(dated);
    applyEvent(this.current, dated);
  }

  /**
   * Accepts a change that becomes visible after the configured delay.
   * @param change null when nothing will ever come of it, as with a registration that fails silently
   */
  accept(fqdn: string, operation: string, change: Change | null, delays = 1): void {
    const dueAt = new Date(this.now().getTime() + delays * this.state.settings.completionDelayMs);
    this.record({ kind: "scheduled", dueAt: dueAt.toISOString(), fqdn, operation, change });
  }

  /** Whether an accepted change of `fqdn` by `operation` is still to be seen. */
  isPending(fqdn: string, operation: string): boolean {
    return this.state.pending.some((one) => one.fqdn === fqdn && one.operation === operation);
  }

  /** The domain as it can be seen now. */
  domain(fqdn: string): DomainRecord | undefined {
    return this.state.domains.get(fqdn);
  }

  /** What the dialect of `prefix` keeps, by its own keys. */
  kept(prefix: string): ReadonlyMap<string, unknown> {
    return this.state.kept.get(prefix) ?? new Map();
  }

  /** Keeps `value`, which must survive JSON, for the dialect of `prefix`; null forgets it. */
  keep(prefix: string, key: string, value: unknown): void {
    this.record({ kind: "kept", prefix, key, value });
  }

  charge(entry: UnnumberedEntry): void {
    this.record({ kind: "paid", entry });
  }

  /** Remembers a free request that would change something. */
  noteWrite(entry: UnnumberedWrite): void {
    this.record({ kind: "written", entry });
  }

  /** Forgets everything and starts the same world anew at this instant of the machine's clock. */
  reset(): void {
    this.options.journal.clear();
    this.current = emptyState();
    this.begin();
  }

  private begin(): void {
    const settings = { ...DEFAULT_SETTINGS, ...this.options.settings };
    this.record({ kind: "began", seed: this.options.seed, settings });
  }
}
