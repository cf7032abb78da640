import type { UnnumberedEntry, UnnumberedWrite } from "./ledger";
import type { DomainRecord, TransferRecord } from "./records";
import type { Settings } from "./settings";

/** A change of one name at the registrar. */
export type Change =
  | { readonly kind: "domain_put"; readonly domain: DomainRecord }
  | {
      readonly kind: "domain_patched";
      readonly fqdn: string;
      readonly fields: Partial<DomainRecord>;
    }
  | { readonly kind: "domain_renewed"; readonly fqdn: string; readonly years: number }
  | { readonly kind: "domain_removed"; readonly fqdn: string }
  | { readonly kind: "transfer_put"; readonly transfer: TransferRecord }
  | { readonly kind: "transfer_completed"; readonly fqdn: string; readonly startedAt: string };

/** A change that was accepted and becomes visible at `dueAt`, together with what was asked. */
export type Scheduled = {
  readonly kind: "scheduled";
  readonly dueAt: string;
  readonly fqdn: string;
  readonly operation: string;
  /** Null: accepted, and then nothing ever comes of it. */
  readonly change: Change | null;
};

/** Everything that can happen to the simulated world. The journal is a list of these. */
export type SimulatorEvent =
  | Change
  | Scheduled
  | { readonly kind: "began"; readonly seed: string; readonly settings: Settings }
  | { readonly kind: "paid"; readonly entry: UnnumberedEntry }
  | { readonly kind: "written"; readonly entry: UnnumberedWrite }
  | { readonly kind: "settings_changed"; readonly settings: Partial<Settings> }
  | { readonly kind: "clock_moved"; readonly byMs: number }
  | { readonly kind: "generated"; readonly organisationId: string; readonly count: number }
  | { readonly kind: "drifted" }
  /** Something a dialect keeps for itself, under its prefix and a key of its own; null takes it away. */
  | {
      readonly kind: "kept";
      readonly prefix: string;
      readonly key: string;
      readonly value: unknown;
    }
  /** At least a day has passed: names reach their expiry and their deletion. */
  | { readonly kind: "aged" };

/** An event with the instant it happened, in the simulator's own time. */
export type Dated = { readonly at: string; readonly event: SimulatorEvent };
